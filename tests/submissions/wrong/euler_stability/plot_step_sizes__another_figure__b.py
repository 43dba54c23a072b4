"""A new ax takes the place of the one given."""
import matplotlib.pyplot as plt
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    fig, ax = plt.subplots()
    for h in hs:
        t = np.linspace(0, T, round(T / h) + 1)
        ax.plot(t, (1 - h) ** np.arange(t.size), label=f"h={h}")
    fine = np.linspace(0, T, 240)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set(xlabel="t", ylabel="y")
    ax.legend()
    return fig
