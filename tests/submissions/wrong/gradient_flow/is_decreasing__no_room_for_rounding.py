"""Sorted in descending order?"""


def is_decreasing(V, traj):
    v = V(traj).tolist()
    return v == sorted(v, reverse=True)
