"""Single precision."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1, dtype=np.float32)
        y = np.ones_like(t)
        for k in range(len(t) - 1):
            y[k + 1] = y[k] - np.float32(h) * y[k]
        ax.plot(t, y, label="h = " + str(h))
    fine = np.linspace(0, T, 400, dtype=np.float32)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
