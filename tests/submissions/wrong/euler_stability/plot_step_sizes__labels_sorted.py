"""Labels are put on afterwards, in increasing order."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    lines = []
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        lines += ax.plot(t, (1 - h) ** np.arange(t.size))
    for line, h in zip(lines, np.sort(hs), strict=True):
        line.set_label(f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
