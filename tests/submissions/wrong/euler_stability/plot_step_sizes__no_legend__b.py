"""The legend goes to the current Axes, which are others."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    plt.figure()
    for h in hs:
        n = round(T / h)
        ax.plot([k * h for k in range(n + 1)], [(1 - h) ** k for k in range(n + 1)], label=str(h))
    fine = np.linspace(0, T, 250)
    ax.plot(fine, np.exp(-fine), label="true")
    ax.set(xlabel="t", ylabel="y")
    plt.legend()
