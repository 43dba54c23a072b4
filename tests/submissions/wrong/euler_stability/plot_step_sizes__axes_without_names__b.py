"""The names go to the current Axes, which are others."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    plt.figure()
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), "^", label=f"h={h}")
    fine = np.linspace(0, T, 240)
    ax.plot(fine, np.exp(-fine), label="exact")
    plt.xlabel("t")
    plt.ylabel("y")
    ax.legend()
