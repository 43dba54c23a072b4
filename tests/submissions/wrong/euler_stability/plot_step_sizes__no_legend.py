"""Labels that nobody sees."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), label=f"{h:g} s")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
