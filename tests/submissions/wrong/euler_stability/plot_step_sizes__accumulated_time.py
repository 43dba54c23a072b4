"""Time is added up."""
import numpy as np

T = 12.0


def plot_step_sizes(ax, hs):
    for h in hs:
        time, y = 0.0, 1.0
        ts, ys = [time], [y]
        while time < T:
            y += h * (-y)
            time += h
            ts.append(time)
            ys.append(y)
        ax.plot(ts, ys, label=f"h={h}")
    fine = np.linspace(0, T, 512)
    ax.plot(fine, np.exp(-fine), label="exact")
    ax.set_xlabel("t")
    ax.set_ylabel("y")
    ax.legend()
