"""With the student's own euler, and two functions in one file."""
import numpy as np

T = 12.0


def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k + 1] - t[k]) * f(t[k], y[-1]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    for h in hs:
        t = np.linspace(0, T, int(round(T / h)) + 1)
        ax.plot(t, euler(lambda t, y: -y, [1.0], t), label=f"h = {h}")
    t = np.linspace(0, T, 200)
    ax.plot(t, np.exp(-t), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
