"""A line and markers for each h, one of them with the label."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        k = np.arange(round(T / h) + 1)
        t, y = k * h, (1 - h) ** k
        ax.plot(t, y, lw=0.5)
        ax.scatter(t, y, s=6, marker="s", label=f"{h:g}")
    fine = np.linspace(0, T, 400)
    ax.plot(fine, np.exp(-fine), label="exp")
    ax.axhline(0, color="0.8")
    ax.axvline(T / 2)
    ax.grid()
    ax.set(xlabel="time", ylabel="value")
    ax.legend(title="h")
