"""Lower at the end than at the start."""


def is_decreasing(V, traj):
    first, last = float(V(traj[0])), float(V(traj[-1]))
    return last <= first + 1e-12 * (1 + abs(first))
