"""Letters for step sizes."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h, letter in zip(hs, "abcdefghij", strict=False):
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), label=letter)
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
