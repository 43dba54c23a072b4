"""Sizes only."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        y = np.cumprod(np.r_[1.0, np.full(len(t) - 1, 1 - h)])
        ax.plot(t, np.abs(y), label=f"h={h}")
    fine = np.linspace(0, T, 400)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("|y|")
    ax.legend()
