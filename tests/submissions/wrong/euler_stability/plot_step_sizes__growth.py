"""Solves y' = y."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        y, values = 1.0, [1.0]
        for _ in range(round(T / h)):
            y = y + h * y
            values.append(y)
        ax.plot(np.linspace(0, T, len(values)), values, marker="x", label="step %.2f" % h)
    fine = np.linspace(0, T, 1000)
    ax.plot(fine, np.exp(-fine), color="black", label="true solution")
    ax.set_xlabel("time")
    ax.set_ylabel("solution")
    ax.legend(loc="upper right")
