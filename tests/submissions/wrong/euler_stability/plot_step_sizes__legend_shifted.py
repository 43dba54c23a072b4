"""The exact curve is drawn first, and the legend does not know."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine))
    names = []
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), ".-")
        names.append("step size " + str(h))
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend(names)
