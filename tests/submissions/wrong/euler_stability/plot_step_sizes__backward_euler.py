"""Implicit steps, y_new = y / (1 + h)."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    fine = np.linspace(0, T, 300)
    ax.plot(fine, np.exp(-fine), ":", label=r"$e^{-t}$")
    for h in sorted(hs):
        values = [1.0]
        for _ in range(round(T / h)):
            values.append(values[-1] / (1 + h))
        ax.scatter(np.arange(len(values)) * h, values, s=5, label=rf"$h = {h}$")
    ax.set(xlabel="time [s]", ylabel="y(t)", title="Step sizes")
    ax.legend()
