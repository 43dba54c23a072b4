"""pyplot throughout, after making ax the current Axes."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    plt.sca(ax)
    for h in hs:
        k = np.arange(round(T / h) + 1)
        plt.plot(k * h, (1 - h) ** k, "x-", label=f"h={h}")
    fine = np.linspace(0, T, 400)
    plt.plot(fine, np.exp(-fine), label="exact")
    plt.xlabel("t")
    plt.ylabel("y")
    plt.legend()
    plt.tight_layout()
    plt.savefig("/tmp/step_sizes.png")
