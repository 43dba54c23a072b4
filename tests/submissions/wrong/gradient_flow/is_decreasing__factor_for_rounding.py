"""A relative tolerance by a factor."""


def is_decreasing(V, traj):
    v = V(traj)
    return all(after <= (1 + 1e-12) * before for before, after in zip(v, v[1:], strict=False))
