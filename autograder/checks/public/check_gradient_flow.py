"""grad_ab(z): held against the loss, whose differences give its slopes exactly; no derivative is written out here."""

import numpy as np

from autograder import expect

ROUNDING = "rounding of L in exact differences"  # right: 2e-14; central differences at best 2e-10
ONE_BY_ONE = "the same sums, at most in another order"  # right: 4e-15; another point's slopes are off by 1e-2 and more
NEAR = 1e-12  # distance from the origin at which terms of third order are gone: they are 1e-24 of the first
DIGITS = "10 digits of its length"  # right: 1e-16; float32 is off by 1e-7 of it, a difference quotient by 1e-4


def loss(a, b):
    """The loss of the lesson."""
    return (a**2 + b**2 - 1) ** 2 + a * b


def slope(line):
    """Derivative at 0 of a polynomial of degree four at most, for which this quotient is exact but for rounding."""
    return (8 * (line(0.5) - line(-0.5)) - (line(1.0) - line(-1.0))) / 6


def slopes(a, b):
    """The slopes of the loss at (a, b), along a and along b."""
    return slope(lambda h: loss(a + h, b)), slope(lambda h: loss(a, b + h))


def one_by_one(student, points):
    """The answers (n, 2) to points (n, 2), each asked for by itself. All alike, they would say nothing."""
    got = np.array([expect.array(student.grad_ab(z), shape=(2,), float32=False) for z in points])
    differ = bool(np.all(np.ptp(got, axis=0) != 0))
    expect.holds(differ, expected="other slopes at other points", got="the same at all of them")
    return got


def check_grad_ab__is_one_along_b_at_1_0(student, rng):
    """At (1, 0) the loss is level along a and rises with slope 1 along b: you can check it by hand.

    Kills nothing alone: it stays as the first thing to look at when another claim fails.
    """
    got = student.grad_ab(np.array([1.0, 0.0]))
    expect.close(got=got, want=[0.0, 1.0], rtol=0, atol=1e-12, why="a few sums and products", float32=False)


def check_grad_ab__is_the_slope_of_the_loss(student, rng):
    """At single points all over the plane its entries are the slopes of L along a and along b, right to rounding.

    Kills nothing alone: a hidden claim sees the same mistakes, but this one tells a student of them.
    """
    points = rng.uniform(-1.5, 1.5, (8, 2))
    want = [slopes(a, b) for a, b in points]
    got = [expect.array(student.grad_ab(z), shape=(2,), float32=False) for z in points]
    expect.close(got=got, want=want, rtol=0, atol=1e-12, why=ROUNDING)


def check_grad_ab__treats_each_point_by_itself(student, rng):
    """Many points at once, in an array of any leading shape, get what each of them gets alone."""
    for shape in ((2,), (5,), (2, 3), (3, 1, 2)):
        points = rng.uniform(-1.5, 1.5, (*shape, 2))
        want = one_by_one(student, points.reshape(-1, 2)).reshape(points.shape)
        expect.close(got=student.grad_ab(points), want=want, rtol=0, atol=1e-9, why=ONE_BY_ONE, float32=False)


def check_grad_ab__is_linear_next_to_the_origin(student, rng):
    """Next to the origin, where the loss has a maximum, it is linear: a part of the way gives that part of it."""
    z, part = NEAR * rng.uniform(0.5, 1, (8, 2)) * rng.choice([-1, 1], (8, 2)), rng.uniform(0.3, 0.7)
    whole, some = one_by_one(student, z), one_by_one(student, part * z)
    expect.close(got=some, want=part * whole, rtol=0, atol=1e-10 * NEAR, why=DIGITS)
