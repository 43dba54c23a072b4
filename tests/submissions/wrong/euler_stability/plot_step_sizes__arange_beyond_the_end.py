"""np.arange with one step added to its end."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for step in hs:
        t = np.arange(0.0, T + step, step)
        y = [1.0]
        while len(y) < len(t):
            y.append(y[-1] - step * y[-1])
        ax.plot(t, y, "s-", label=f"dt = {step}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
