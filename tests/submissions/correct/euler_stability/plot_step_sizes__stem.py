"""Stems, steps and bars of error, each a container or a style of its own."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for i, h in enumerate(hs):
        k = np.arange(round(T / h) + 1)
        t, y = k * h, (1 - h) ** k
        if i % 3 == 0:
            ax.stem(t, y, label=f"h = {h}")
        elif i % 3 == 1:
            ax.errorbar(t, y, yerr=0.1, label=f"h = {h}")
        else:
            ax.step(t, y, where="post", label=f"h = {h}")
    fine = np.geomspace(1e-3, T, 400)
    fine[0] = 0.0
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
