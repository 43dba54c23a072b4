"""Time is vertical."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        y = np.power(1 - h, np.arange(len(t)))
        ax.plot(y, t, label=f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(np.exp(-fine), fine, label="exact")
    ax.set_xlabel("y")
    ax.set_ylabel("t")
    ax.legend()
