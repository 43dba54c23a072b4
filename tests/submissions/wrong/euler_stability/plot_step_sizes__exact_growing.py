"""exp(t) for exp(-t)."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    fine = np.linspace(0, T, 240)
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), "^", label=f"h={h}")
    ax.plot(fine, [np.e**s for s in fine], label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
