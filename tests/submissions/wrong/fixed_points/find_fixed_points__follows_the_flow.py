"""Small steps along f until nothing moves; starts that blow up are dropped."""

import numpy as np


def find_fixed_points(f, jac, starts, tol):
    ends = []
    with np.errstate(all="ignore"):
        for x in np.array(starts, dtype=float):
            speed, steps = 1.0, 0
            while 1e-10 < speed < 1e4 and steps < 300:
                v = f(x)
                speed, steps, x = np.linalg.norm(v), steps + 1, x + v / 20
            if speed < 1e-6 and not any(np.allclose(x, y, rtol=0, atol=1e-4) for y in ends):
                ends.append(x)
    return np.array(sorted(map(tuple, ends))).reshape(len(ends), len(starts[0]))
