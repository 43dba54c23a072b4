"""Drawn over the number of the step."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        y = [1.0]
        for _ in range(round(T / h)):
            y.append(y[-1] * (1 - h))
        ax.plot(range(len(y)), y, label=f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("step")
    ax.set_ylabel("y")
    ax.legend()
