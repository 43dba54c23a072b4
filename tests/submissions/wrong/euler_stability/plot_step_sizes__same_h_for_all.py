"""The solution is computed before the loop."""
import numpy as np

T = 12.0


def euler(f, y0, t):
    y = [np.array(y0, dtype=float)]
    for k in range(len(t) - 1):
        y.append(y[-1] + (t[k + 1] - t[k]) * f(t[k], y[-1]))
    return np.array(y)


def plot_step_sizes(ax, hs):
    t = np.linspace(0, T, int(round(T / hs[0])) + 1)
    y = euler(lambda t, y: -y, [1.0], t)
    for h in hs:
        ax.plot(t, y, "--", label=f"Euler (h={h})")
    fine = np.linspace(0, T, 500)
    ax.plot(fine, np.exp(-fine), label="exact solution")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
