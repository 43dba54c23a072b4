"""The exact curve on the grid that is left over from the loop."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), "^", label=f"h={h}")
    ax.plot(t, np.exp(-t), "k", label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
