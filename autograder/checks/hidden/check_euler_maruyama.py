"""euler_maruyama where a careful answer is tempted to help."""

import numpy as np

from autograder import expect, systems
from autograder.checks import problems


def check_euler_maruyama__explodes_where_the_method_does(student, rng):
    """In the double well with steps of 1/2, starts beyond sqrt(2) fly further out each step; nothing is clipped."""
    x0 = np.array([1, -1, 1, -1]) * rng.uniform(2.5, 3.0, 4)
    well = problems.elementwise((4, 0, 1), (-4, 0, 3))
    x = student.euler_maruyama(well, systems.zero(), x0, np.arange(4) / 2, np.zeros((3, 4)))
    want = [x0]
    for _ in range(3):
        want.append(3 * want[-1] - 2 * want[-1] ** 3)  # 1e15 after three steps
    expect.close(got=x, want=want, why="a dozen products of doubles")
