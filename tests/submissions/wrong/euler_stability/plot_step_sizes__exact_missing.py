"""Euler alone."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.step(t, (1 - h) ** np.arange(t.size), where="post", label=f"h={h}")
    ax.axhline(0.0, color="grey")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
