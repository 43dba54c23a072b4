"""Problems that checks are posed on: a system, a random transform of it, and what is known exactly about the two.

Public: nothing in here is the answer to an exercise.
"""

import numpy as np

from autograder import systems


def uneven_grid(rng: np.random.Generator, intervals: int, start: float = 0.0, stop: float = 1.0) -> np.ndarray:
    """Times from start to stop, `intervals` + 1 of them [s]; the longest interval is at most three times the shortest."""
    widths = rng.uniform(1.0, 3.0, intervals)
    return start + (stop - start) * np.concatenate([[0.0], np.cumsum(widths)]) / widths.sum()


def rotation(rng: np.random.Generator, dimension: int) -> np.ndarray:
    """A random orthogonal matrix (d, d) of determinant 1."""
    q, r = np.linalg.qr(rng.standard_normal((dimension, dimension)))
    q = q * np.sign(np.diag(r))
    if np.linalg.det(q) < 0:
        q[:, 0] = -q[:, 0]
    return q


def coupled_matrix(rng: np.random.Generator, dimension: int) -> np.ndarray:
    """A random matrix (d, d), not symmetric and not normal, of norm about 1: each component feels all."""
    return rng.uniform(0.3, 1.0, (dimension, dimension)) * rng.choice([-1.0, 1.0], (dimension, dimension))


def well_conditioned(rng: np.random.Generator, dimension: int) -> np.ndarray:
    """A random invertible matrix (d, d), neither symmetric nor diagonal; its singular values lie between 1 and 2."""
    return rotation(rng, dimension) @ np.diag(rng.uniform(1.0, 2.0, dimension)) @ rotation(rng, dimension)


def elementwise(*terms: tuple[float, int, int], root: bool = False) -> systems.Elementwise:
    """The coefficient sum of c t^a x^p over the terms (c, a, p), or with `root` the square root of that sum."""
    coefficients, time_powers, powers = zip(*terms, strict=True)
    return systems.Elementwise(np.array(coefficients, dtype=float), np.array(time_powers), np.array(powers), root)
