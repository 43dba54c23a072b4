"""Known wrong answers to gradient_flow: the reference with one thing changed; the docstring is a tutor's remark."""

import numpy as np

from reference.gradient_flow import loss_ab


def grad_ab__minus_sign(z):
    """You return the velocity of the flow, which is minus the gradient. The gradient points uphill."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return -np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__drops_the_product(z):
    """The term ab is missing from your gradient. It, too, changes when a changes, and b says by how much."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess, 4 * b * excess], axis=-1)


def grad_ab__product_by_itself(z):
    """The slope of ab along a is not a: fix b, let a grow by 1, and see how much ab grows."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + a, 4 * b * excess + b], axis=-1)


def grad_ab__product_sign(z):
    """The slope of ab has the wrong sign: L holds + ab. From (1, 0), does L rise or fall as b grows a little?"""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess - b, 4 * b * excess - a], axis=-1)


def grad_ab__product_of_both(z):
    """Your gradient still holds the product ab itself. With b fixed it is a straight line in a: what is its slope?"""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + a * b, 4 * b * excess + a * b], axis=-1)


def grad_ab__no_inner_derivative(z):
    """The square is differentiated, what stands inside it is not. Chain rule: times the derivative of a^2 + b^2 - 1."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([2 * excess + b, 2 * excess + a], axis=-1)


def grad_ab__factor_two(z):
    """A factor 2 is missing: the square gives one, and a^2 inside it gives another."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([2 * a * excess + b, 2 * b * excess + a], axis=-1)


def grad_ab__keeps_the_square(z):
    """The derivative of a square holds what was squared to the first power. Yours still holds the square."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess**2 + b, 4 * b * excess**2 + a], axis=-1)


def grad_ab__forgets_the_other(z):
    """Inside the square stand both a and b, along a as along b. To keep b fixed is not to leave it out."""
    a, b = z[..., 0], z[..., 1]
    return np.stack([4 * a * (a**2 - 1) + b, 4 * b * (b**2 - 1) + a], axis=-1)


def grad_ab__swapped(z):
    """Both entries are right, and in the wrong places: the slope along a comes first."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * b * excess + a, 4 * a * excess + b], axis=-1)


def grad_ab__same_slope_twice(z):
    """Both your entries are the slope along a. The second is the one along b: the same formula, a and b exchanged."""
    a, b = z[..., 0], z[..., 1]
    along_a = 4 * a * (a**2 + b**2 - 1) + b
    return np.stack([along_a, along_a], axis=-1)


def grad_ab__unit_length(z):
    """You return arrows of length 1. They draw well, but how steep it is, and where it is flat, has gone."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    g = np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)
    return g / np.linalg.norm(g, axis=-1, keepdims=True)


def grad_ab__first_axis(z):
    """You take a and b from the first axis. With many points that axis counts the points; a and b are on the last."""
    a, b = z[0], z[1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__stacked_first(z):
    """You put the two slopes on a new first axis. For one point that is the same; for many, a and b belong last."""
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.array([4 * a * excess + b, 4 * b * excess + a])


def grad_ab__sums_all_points(z):
    """Your sum of squares runs over all points at once. Each point has its own a^2 + b^2: sum over the last axis."""
    a, b = z[..., 0], z[..., 1]
    excess = np.sum(z**2) - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1)


def grad_ab__forward_difference(z):
    """A forward difference with h = 1e-6 is right to five or six digits. The derivative by hand is right to sixteen."""
    h = 1e-6
    a, b = np.array([h, 0.0]), np.array([0.0, h])
    return np.stack([(loss_ab(z + a) - loss_ab(z)) / h, (loss_ab(z + b) - loss_ab(z)) / h], axis=-1)


def grad_ab__central_difference(z):
    """A central difference loses digits to rounding: ten are left, none next to the origin. Differentiate by hand."""
    h = 1e-6
    a, b = np.array([h, 0.0]), np.array([0.0, h])
    along_a = (loss_ab(z + a) - loss_ab(z - a)) / (2 * h)
    along_b = (loss_ab(z + b) - loss_ab(z - b)) / (2 * h)
    return np.stack([along_a, along_b], axis=-1)


def grad_ab__wide_difference(z):
    """A wide difference is exact here but for rounding: too much next to the origin. Differentiate by hand."""
    slopes = []
    for e in np.eye(2):
        far, near = loss_ab(z + e) - loss_ab(z - e), loss_ab(z + e / 2) - loss_ab(z - e / 2)
        slopes.append((8 * near - far) / 6)
    return np.stack(slopes, axis=-1)


def grad_ab__single_precision(z):
    """You compute with seven digits: float32. The points come in float64, and so should the slopes."""
    z = z.astype(np.float32)
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1).astype(float)


def grad_ab__clipped(z):
    """You clip steep slopes. That tames a step that is too long; the gradient is as steep as it is, so clip the step.

    (hidden only)
    """
    a, b = z[..., 0], z[..., 1]
    excess = a**2 + b**2 - 1
    return np.clip(np.stack([4 * a * excess + b, 4 * b * excess + a], axis=-1), -100, 100)
