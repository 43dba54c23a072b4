"""legend([...]) in the order of drawing, the exact curve last."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k)
    fine = np.linspace(0, T, 400)
    ax.plot(fine, np.exp(-fine))
    ax.legend([f"h={h}" for h in hs] + ["exact"])
    ax.set_xlabel("t")
    ax.set_ylabel("y")
