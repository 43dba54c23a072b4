"""A legend of the figure, and a call to show."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        k = np.arange(round(T / h) + 1)
        ax.plot(k * h, (1 - h) ** k, label=f"h={h:.3e}")
    fine = np.linspace(0, T, 400)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.figure.legend()
    plt.show()
    return ax
