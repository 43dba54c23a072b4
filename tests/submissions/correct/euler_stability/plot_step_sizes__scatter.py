"""Markers only, the exact curve first, two decimals."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    fine = np.linspace(0, T, 1201)
    ax.plot(fine, np.exp(-fine), "k", lw=0.5)
    for h in sorted(hs):
        k = np.arange(round(T / h) + 1)
        ax.scatter(k * h, (1 - h) ** k, s=4, label=rf"$\Delta t = {h:.2f}$")
    ax.set(xlabel="$t$", ylabel="$y$", title="Four regimes", ylim=(-2, 2))
    ax.legend(loc="lower left", ncols=2)
