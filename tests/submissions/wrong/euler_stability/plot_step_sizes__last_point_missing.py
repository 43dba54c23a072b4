"""np.arange without its end."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.arange(0, T, h)
        y = np.ones_like(t)
        for k in range(len(t) - 1):
            y[k + 1] = y[k] * (1 - h)
        ax.plot(t, y, label=f"h={h}")
    fine = np.arange(0, T + 0.005, 0.01)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
