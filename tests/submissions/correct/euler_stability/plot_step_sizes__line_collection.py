"""A LineCollection for each h, a symmetric logarithm, points from the right to the left."""
import numpy as np
from matplotlib.collections import LineCollection

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        k = np.arange(round(T / h) + 1)[::-1]
        ax.add_collection(LineCollection([np.column_stack([k * h, (1 - h) ** k])], label=f"h = {h}"))
    fine = np.linspace(T, 0, 400)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_yscale("symlog")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.autoscale()
    ax.legend()
