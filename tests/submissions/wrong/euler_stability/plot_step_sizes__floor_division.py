"""Whole steps by //."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        n = int(T // h)
        ts, ys = np.zeros(n + 1), np.ones(n + 1)
        for k in range(n):
            ts[k + 1] = (k + 1) * h
            ys[k + 1] = ys[k] - h * ys[k]
        ax.plot(ts, ys, label=f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
