"""The exact solution on each coarse grid."""
import math

import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        times = [k * h for k in range(round(T / h) + 1)]
        ax.plot(times, [math.exp(-t) for t in times], "o", label=f"{h:.1f}")
    fine = np.linspace(0, T, 400)
    ax.plot(fine, np.exp(-fine))
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend(title="h")
