"""Pairs of neighbours, one state at a time."""


def is_decreasing(V, traj):
    values = [float(V(state)) for state in traj]
    for before, after in zip(values[:-1], values[1:], strict=True):
        if after > before + 1e-12 * (1 + abs(before)):
            return False
    return True
