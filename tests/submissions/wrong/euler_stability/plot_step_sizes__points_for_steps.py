"""As many points as there should be steps."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, int(round(T / h)))
        y = [1.0]
        for k in range(len(t) - 1):
            y.append(y[k] - (t[k + 1] - t[k]) * y[k])
        ax.plot(t, y, label=f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
