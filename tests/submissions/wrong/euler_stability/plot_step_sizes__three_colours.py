"""A list of three colours ends the loop."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    colours = ["tab:red", "tab:green", "tab:blue"]
    for i in range(len(hs)):
        if i >= len(colours):
            break
        t = np.linspace(0, T, round(T / hs[i]) + 1)
        ax.plot(t, (1 - hs[i]) ** np.arange(t.size), color=colours[i], label=f"h={hs[i]}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
