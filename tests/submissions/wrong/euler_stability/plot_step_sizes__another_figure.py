"""plt.plot for ax.plot, on a figure of its own."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    plt.figure(figsize=(8, 4))
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        plt.plot(t, (1 - h) ** np.arange(t.size), label=f"h={h}")
    fine = np.linspace(0, T, 240)
    plt.plot(fine, np.exp(-fine), label="exact")
    plt.xlabel("t")
    plt.ylabel("y")
    plt.legend()
    plt.show()
