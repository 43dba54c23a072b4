"""range(len - 2)."""


def is_decreasing(V, traj):
    v = V(traj)
    ok = True
    for k in range(len(v) - 2):
        ok = ok and bool(v[k + 1] <= v[k] + 1e-12 * (1 + abs(v[k])))
    return ok
