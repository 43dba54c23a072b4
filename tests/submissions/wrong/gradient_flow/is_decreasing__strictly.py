"""< at every step."""


def is_decreasing(V, traj):
    v = V(traj)
    return all(v[k + 1] < v[k] for k in range(len(v) - 1))
