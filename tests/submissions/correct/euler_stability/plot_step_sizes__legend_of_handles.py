"""Labels are given to the legend, in an order of its own."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    handles, names = [], []
    for h in hs:
        k = np.arange(round(T / h) + 1)
        (line,) = ax.plot(k * h, (1 - h) ** k, "o--")
        handles.insert(0, line)
        names.insert(0, f"Euler with h = {h}")
    fine = np.linspace(0, T, 400)
    handles += ax.plot(fine, np.exp(-fine))
    ax.legend(handles, [*names, "exact"])
    ax.set_xlabel("t")
    ax.set_ylabel("y")
