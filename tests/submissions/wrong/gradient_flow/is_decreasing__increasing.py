"""The wrong way round."""


def is_decreasing(V, traj):
    v = V(traj)
    return all(v[k + 1] >= v[k] - 1e-12 * (1 + abs(v[k])) for k in range(len(v) - 1))
