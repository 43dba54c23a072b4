"""euler_step, euler, rk4: what each method does exactly, where that can be said without running it.
global_errors, observed_order: lengths and slopes that are known beforehand.
plot_step_sizes(ax, hs): what the figure shows, whatever its style.
stability_function, is_euler_stable: series, limits and labels that theory gives.
euler_max_step: where the modes of known matrices reach the edge of the disc.
backward_euler: the equation of each step, which the rows have to solve."""

import math
import re

import numpy as np

from autograder import expect, systems
from autograder.checks import problems

SUMS = "a few sums and products of doubles"  # 12 steps: measured error <= 4e-16 relative
END = 12.0  # [s] where every plotted solution ends; each step size below divides it
ORDERS = {"euler": 1, "rk2": 2, "rk4": 4, "backward euler": 1}
# The first coefficient of R(z) - e^z that is not 0.
MISSES = {"euler": -1 / 2, "rk2": -1 / 6, "rk4": -1 / 120, "backward euler": 1 / 2}
NEWTON = 1e-8  # how well each row solves its equation, as the stub says; Newton's last correction leaves 1e-15
SMOOTH = 200  # points of the exact curve: 0.06 s apart, chords within 5e-4 of it


def decay(dimension):
    """y' = -y, each component by itself."""
    return systems.Linear(-np.eye(dimension))


def step_sizes(rng):
    """Step sizes of each regime, of one decimal, never in increasing order. 0.1, 0.2 and 0.3 are not exact in binary.

    There are 3840 lists: an answer that remembers what it was asked is not asked it again, but for 1 grading in 600.
    """
    fine, alternating, growing = rng.choice([0.1, 0.2]), rng.choice([1.2, 1.5]), rng.choice([2.4, 3.0])
    coarse = rng.choice([0.4, 0.5, 0.6, 0.8])
    return [float(h) for h in (growing, *rng.permutation([fine, 0.3, coarse, alternating, 2.0]))]


def scattered(rng):
    """Five steps, each half the last, errors near C h^p but off the straight line, and their slope of least squares."""
    p, h = rng.uniform(1.2, 4), rng.uniform(0.1, 0.4) / 2.0 ** np.arange(5)
    a, b, c, d = rng.uniform([0.35, 0.1, 0.1, 0.04], [0.45, 0.15, 0.15, 0.08])  # unlike: no two points give this slope
    errs = rng.uniform(1e3, 1e6) * h**p * np.exp([a, -b, 0, c, -d])
    return h, errs, p + (2 * a - b - c + 2 * d) / (10 * math.log(2))  # weights 2, 1, 0, -1, -2 over 10 halvings


def in_disguise(rng, cases):
    """The cases (A, h, label) with components exchanged, signs changed, and time in another unit: the labels stay."""
    for A, h, stable in cases:
        A, unit = np.array(A, dtype=float), 2.0 ** rng.integers(-3, 4)  # powers of 2 are exact
        P = np.eye(len(A))[rng.permutation(len(A))] * rng.choice([-1.0, 1.0], len(A))
        yield P @ A @ P.T * unit, float(h / unit), stable


def judged(student, rng, cases):
    """The answers to all cases, and then each held against its label."""
    posed = list(in_disguise(rng, cases))
    answers = [student.is_euler_stable(A, h) for A, h, _ in posed]
    for (A, h, stable), got in zip(posed, answers, strict=True):
        expect.label(got=got, want=stable, what=f"A = {A.tolist()}, h = {h:g}: stable")


def mixed(rng, decays, spirals=()):
    """A matrix with these real eigenvalues and these pairs a +- iw, not normal, and all its eigenvalues."""
    blocks = np.diag([*decays, *np.repeat([a for a, _ in spirals], 2)]).astype(float)
    for i, (_, w) in enumerate(spirals):
        at = len(decays) + 2 * i
        blocks[at, at + 1], blocks[at + 1, at] = w, -w
    T = problems.well_conditioned(rng, len(blocks))
    return T @ blocks @ np.linalg.inv(T), np.array([*decays, *(a + s * 1j * w for a, w in spirals for s in (1, -1))])


def constant(A):
    """The matrix A as a Jacobian, the same at every time and state."""
    return systems.Polynomial(np.zeros((1, len(A)), dtype=int), A[:, :, None])


def check_euler_step__multiplies_by_one_plus_hA(student, rng):
    """For y' = A y one step multiplies the state by I + h A, forward in time and backward."""
    A, y, h = problems.coupled_matrix(rng, 3), rng.uniform(1, 2, 3), rng.uniform(0.3, 0.9)
    for step in (-h, h):
        got = student.euler_step(systems.Linear(A), rng.uniform(1, 2), y, step)
        expect.close(got=got, want=(np.eye(3) + step * A) @ y, why=SUMS, what=f"the state after h = {step:.3g}")


def check_euler_step__takes_the_slope_at_the_start(student, rng):
    """For y' = cos(w t) A y + t b the slope is the one at the time and the state where the step starts."""
    A, b, y, omega = problems.coupled_matrix(rng, 2), rng.uniform(1, 2, 2), rng.uniform(1, 2, 2), rng.uniform(2, 4)
    t, h = rng.uniform(1, 2), rng.uniform(0.3, 0.9)
    got = student.euler_step(systems.Trigonometric(A=A, omega=omega, b=b), t, y, h)
    expect.close(got=got, want=y + h * (np.cos(omega * t) * (A @ y) + t * b), why=SUMS)


def check_euler_step__keeps_decimals_of_integer_starts(student, rng):
    """A state of integers loses no decimals: y' = -y with the step 1/2 takes an odd number n to n/2."""
    y = 2 * rng.integers(1, 50, 2) + 1
    hint = "If yours are whole numbers: what is the dtype of your array?"
    got = student.euler_step(decay(2), 0.0, y, 0.5)
    expect.close(got=got, want=y / 2, rtol=0, atol=1e-12, why="exact in binary", hint=hint)


def check_euler__halves_by_hand(student, rng):
    """y' = -y from 1 with steps of 1/2 gives 1, 1/2, 1/4: you can check it by hand.

    Kills nothing alone: it is the first thing that a student can compute on paper, so it is the first that is shown.
    """
    y = student.euler(decay(1), np.array([1.0]), np.array([0.0, 0.5, 1.0]))
    expect.close(got=y, want=[[1.0], [0.5], [0.25]], rtol=0, atol=1e-14, why="exact in binary")


def check_euler__multiplies_by_one_plus_hA(student, rng):
    """For y' = A y each step multiplies the state by I + h A, h being that step's own length.

    Kills nothing alone: a hidden claim has state and clock at once. With the next one it says which of them went wrong.
    """
    A, t = problems.coupled_matrix(rng, 3), problems.uneven_grid(rng, 12, start=1.0, stop=2.0)
    want = [rng.uniform(1, 2, 3)]
    for h in np.diff(t):
        want.append((np.eye(3) + h * A) @ want[-1])
    expect.close(got=student.euler(systems.Linear(A), want[0], t), want=want, why=SUMS)


def check_euler__sums_rectangles(student, rng):
    """For y' = t b Euler's method sums rectangles, each as high as the slope at its left edge.

    Kills nothing alone: a hidden claim has state and clock at once. With the one before it says which went wrong.
    """
    y0, b, t = rng.uniform(1, 2, 2), rng.uniform(1, 2, 2), problems.uneven_grid(rng, 12, start=1.0, stop=2.0)
    areas = np.concatenate([[0.0], np.cumsum(t[:-1] * np.diff(t))])
    y = student.euler(systems.Trigonometric(A=np.zeros((2, 2)), omega=1.0, b=b), y0, t)
    expect.close(got=y, want=y0 + np.outer(areas, b), why=SUMS)


def check_euler__steps_backward(student, rng):
    """Where the grid turns back in time the steps are negative, and y' = A y is still multiplied by I + h A."""
    there, back = problems.uneven_grid(rng, 4), problems.uneven_grid(rng, 5, start=1.0, stop=0.0)
    A, t, want = problems.coupled_matrix(rng, 2), np.concatenate([there, back[1:]]), [rng.uniform(1, 2, 2)]
    for h in np.diff(t):
        want.append((np.eye(2) + h * A) @ want[-1])
    expect.close(got=student.euler(systems.Linear(A), want[0], t), want=want, why=SUMS)


def check_euler__keeps_decimals_of_integer_starts(student, rng):
    """A start given as integers loses no decimals: y' = -y from an odd number n goes to n/2, n/4."""
    y0 = 2 * rng.integers(1, 50, 2) + 1
    y = student.euler(decay(2), y0, np.array([0.0, 0.5, 1.0]))
    hint = "If yours are whole numbers: what is the dtype of your array?"
    expect.close(got=y, want=[y0, y0 / 2, y0 / 4], rtol=0, atol=1e-12, why="exact in binary", hint=hint)


def check_euler__returns_the_start_of_a_single_time(student, rng):
    """A grid of one time has no steps: the answer is one row, the start."""
    y0 = rng.uniform(1, 2, 2)
    y = student.euler(decay(2), y0, rng.uniform(1, 2, 1))
    expect.close(got=y, want=[y0], rtol=0, atol=1e-14, why="no arithmetic")


def check_euler__has_order_one(student, rng):
    """Half the step, half the error: at a fixed time the error shrinks in proportion to h.

    Kills nothing alone: it is what the lesson is about, and the slope it reports tells Heun from Euler at a glance.
    """
    rate, steps = rng.uniform(0.5, 1.5), [32, 64, 128, 256]
    ys = [student.euler(systems.Linear(np.array([[-rate]])), np.ones(1), np.linspace(0, 1, n + 1)) for n in steps]
    ends = [expect.array(y, shape=(n + 1, 1))[-1, 0] for n, y in zip(steps, ys, strict=True)]
    hint = "Slope 2 means that each step used two slopes; slope 0, that smaller steps bring you no nearer."
    expect.order(h=1 / np.array(steps), errors=np.abs(np.array(ends) - np.exp(-rate)), want=1, hint=hint)


def check_rk4__adds_simpsons_rule(student, rng):
    """Where the rate is a function p of the clock alone, each step adds h/6 (p(start) + 4 p(middle) + p(end)).

    Kills nothing alone: a hidden claim has state and clock at once. With the next one it says which of them went wrong.
    """
    (c, d), y0, t = rng.uniform(1, 2, 2), rng.uniform(1, 2, 2), problems.uneven_grid(rng, 3, start=1.0, stop=4.0)
    start, middle, end = (c * s**4 + d * s for s in (t[:-1], (t[:-1] + t[1:]) / 2, t[1:]))
    areas = np.diff(t) / 6 * (start + 4 * middle + end)
    got = student.rk4(problems.elementwise((c, 4, 0), (d, 1, 0)), y0, t)
    expect.close(got=got, want=y0 + np.concatenate([[0.0], np.cumsum(areas)])[:, None], why=SUMS)


def check_rk4__is_exact_on_polynomials_of_degree_four(student, rng):
    """A chain of five, each the rate of the next, is solved exactly in any coordinates, also where time turns back."""
    there, back = problems.uneven_grid(rng, 3, stop=1.5), problems.uneven_grid(rng, 3, start=1.5, stop=0.5)
    t, R, u0 = np.concatenate([there, back[1:]]), problems.well_conditioned(rng, 5), rng.uniform(1, 2, 5)
    u = [[sum(u0[i + k] * s**k / math.factorial(k) for k in range(5 - i)) for i in range(5)] for s in t]
    chain = np.linalg.solve(R, np.eye(5, k=1) @ R)  # u = R y, u_i' = u_(i+1) and the last of them rests
    hint = "Is each slope taken at y plus a part of the slope just before it?"
    want = np.linalg.solve(R, np.transpose(u)).T
    expect.close(got=student.rk4(systems.Linear(chain), want[0], t), want=want, why=SUMS, hint=hint)


def check_rk4__keeps_decimals_of_integer_starts(student, rng):
    """A start given as integers loses no decimals: y' = t goes from a whole number n to n + 1/8 and n + 1/2."""
    y0 = rng.integers(1, 50, 2)
    got = student.rk4(problems.elementwise((1.0, 1, 0)), y0, np.array([0.0, 0.5, 1.0]))
    hint = "If yours are whole numbers: what is the dtype of your array?"
    expect.close(got=got, want=[y0, y0 + 1 / 8, y0 + 1 / 2], rtol=0, atol=1e-12, why="a few sums", hint=hint)


def check_rk4__returns_the_start_of_a_single_time(student, rng):
    """A grid of one time has no steps: the answer is one row, the start."""
    y0 = rng.uniform(1, 2, 2)
    got = student.rk4(decay(2), y0, rng.uniform(1, 2, 1))
    expect.close(got=got, want=[y0], rtol=0, atol=1e-14, why="no arithmetic")


def check_rk4__has_order_four(student, rng):
    """Half the step, a sixteenth of the error: at a fixed time the error shrinks in proportion to h^4.

    Kills nothing alone: the slope that it reports tells at a glance which method an answer is.
    """
    rate, steps = rng.uniform(0.5, 1.5), [8, 16, 32, 64]
    ys = [student.rk4(systems.Linear(np.array([[-rate]])), np.ones(1), np.linspace(0, 1, n + 1)) for n in steps]
    ends = [expect.array(y, shape=(n + 1, 1))[-1, 0] for n, y in zip(steps, ys, strict=True)]
    hint = "Slope 1 is Euler's method, slope 2 one of two slopes a step; just below 4, your rows may be in float32."
    expect.order(h=1 / np.array(steps), errors=np.abs(np.array(ends) - np.exp(-rate)), want=4, tol=0.2, hint=hint)


def check_global_errors__makes_five_of_three_and_four(student, rng):
    """An error of 3 in one component and 4 in the other is 5 long: you can check it by hand.

    Kills nothing alone: it is the first thing that a student can compute on paper, so it is the first that is shown.
    """
    y_exact, off = np.array([[1.0, 2], [2, -1], [5, 5]]), np.array([[3.0, 4], [0, 0], [-8, 6]])
    got = student.global_errors(y_exact + off, y_exact)
    expect.close(got=got, want=[5.0, 0.0, 10.0], rtol=0, atol=1e-12, why="exact in binary")


def check_global_errors__keeps_small_differences_of_large_states(student, rng):
    """States near a million, off by 3/1024, 4/1024 and 12/1024 times a whole number: the error is 13/1024 times it."""
    y_exact, times = rng.integers(500_000, 1_000_000, (4, 3)).astype(float), rng.integers(1, 9, 4)
    signs = rng.choice([-1, 1], (4, 3))
    off = times[:, None] * signs * rng.permuted(np.tile([3, 4, 12], (4, 1)), axis=1) / 1024
    got = student.global_errors(y_exact + off, y_exact)
    hint = "If yours are right but for the last digits: do you subtract before you square?"
    expect.close(got=got, want=13 * times / 1024, why="exact in binary but for the root", hint=hint)


def check_global_errors__answers_once_for_each_time(student, rng):
    """For one unknown the answer is the absolute value at each time, and for one time it is one length in an array."""
    y_exact, off = rng.uniform(1, 2, (4, 1)), rng.uniform(0.5, 1, (4, 1)) * np.array([[1], [-1], [1], [-1]])
    got = student.global_errors(y_exact + off, y_exact), student.global_errors((y_exact + off).T, y_exact.T)
    expect.close(got=got[0], want=np.abs(off[:, 0]), rtol=1e-9, why=SUMS, what="the errors of one unknown")
    expect.close(got=got[1], want=[math.hypot(*off[:, 0])], rtol=1e-9, why=SUMS, what="the error at one time")


def check_observed_order__reads_the_exponent_of_a_power(student, rng):
    """Errors C h^p, in any unit and at steps in any order, have the order p, which may be no whole number.

    Kills nothing alone: it is the plain case, without scatter and round-off. What fails it fails for a plain reason.
    """
    for size in (1e-15, 1e3):
        p, h = rng.uniform(0.6, 3.9), rng.permutation(np.cumsum(rng.uniform(0.02, 0.06, 6)))
        got = student.observed_order(h, size * rng.uniform(1, 9) * h**p)
        expect.close(got=got, want=p, rtol=0, atol=1e-9, why="logarithms of exact powers", what="the order")


def check_observed_order__fits_the_line_of_least_squares(student, rng):
    """Where the errors of five steps scatter about a straight line, all of them count, as least squares weighs them.

    Kills nothing alone: the next claim has the same points, and round-off besides. Here an answer may ignore that.
    """
    h, errs, want = scattered(rng)
    got = student.observed_order(h, errs)
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="a few logarithms", what="the order")


def check_observed_order__leaves_round_off_out(student, rng):
    """From the first step on at which the error does not fall, all smaller ones are left out, whatever comes after."""
    h, errs, want = scattered(rng)
    fine, floor = h[-1] / 2.0 ** np.arange(1, 4), errs[-1] * rng.uniform([1.2, 0.5, 0.7], [1.5, 0.6, 0.9])
    order = [5, 0, 7, 2, 4, 1, 6, 3]
    got = student.observed_order(np.append(h, fine)[order], np.append(errs, floor)[order])
    hint = "Sort by h, the largest first. Where does the error stop falling?"
    expect.close(got=got, want=want, rtol=0, atol=1e-9, why="a few logarithms", what="the order", hint=hint)


def check_observed_order__takes_zero_for_round_off(student, rng):
    """An error of exactly 0 is round-off as well, and so is what comes after it."""
    p, h = rng.uniform(0.6, 3.9), rng.uniform(0.1, 0.4) / 2.0 ** np.arange(6)
    got = student.observed_order(h, np.append(h[:4] ** p, [0.0, h[5] ** p / 3]))
    expect.close(got=got, want=p, rtol=0, atol=1e-9, why="logarithms of exact powers", what="the order")


def check_observed_order__refuses_to_guess(student, rng):
    """One point has no slope, nor have errors that grow from the start: ValueError. Two that fall are enough."""
    h, e = rng.uniform(0.1, 0.4) * np.array([1, 0.5]), rng.uniform(1, 2) * np.array([3, 1])
    single, growing = (student.refused("observed_order", *points) for points in ((h[:1], e[:1]), (h, e[::-1])))
    got = student.observed_order(h, e)
    expect.refused(single, what="a single point")
    expect.refused(growing, what="an error that grows as h shrinks")
    expect.close(got=got, want=math.log2(3), rtol=0, atol=1e-9, why="two logarithms", what="the order of two points")


def check_plot_step_sizes__shows_every_step(student, rng):
    """For each h there is one line (or its markers) through y_k = (1 - h)^k at 0, h, 2h, ... up to and including T."""
    hs = step_sizes(rng)
    drawing = student.drawn("plot_step_sizes", hs)
    for h in hs:
        k = np.arange(round(END / h) + 1)
        expect.drawn(drawing, points=np.column_stack([k * h, (1 - h) ** k]), named=h, what=f"the line of h = {h:g}")


def check_plot_step_sizes__names_each_h(student, rng):
    """Each h is named in a label.

    Kills nothing alone: where the legend lacks an entry, it says whether the label is missing or the legend.
    """
    hs = step_sizes(rng)
    named = [x for artist in expect.drawing(student.drawn("plot_step_sizes", hs))["artists"] for x in artist["numbers"]]
    missing = [h for h in hs if not any(abs(x - h) <= 1e-3 * h for x in named)]
    expect.holds(not missing, expected="each h in a label", got=f"none with {missing}", hint="Give each line a label=.")


def check_plot_step_sizes__has_a_legend(student, rng):
    """A legend has an entry for each h."""
    hs = step_sizes(rng)
    legend = expect.drawing(student.drawn("plot_step_sizes", hs))["legend"]
    named = [float(number) for text in legend for number in re.findall(r"\d*\.?\d+(?:e[-+]?\d+)?", text)]
    missing = [h for h in hs if not any(abs(x - h) <= 1e-3 * h for x in named)]
    got = f"{len(legend)} entries, none with {missing}"
    expect.holds(not missing, expected="a legend with an entry for each h", got=got, hint="ax.legend()")


def check_plot_step_sizes__shows_the_exact_solution(student, rng):
    """The exact solution exp(-t) is drawn smoothly, from 0 to T."""
    drawing = student.drawn("plot_step_sizes", step_sizes(rng))
    expect.drawn_curve(drawing, curve=lambda t: np.exp(-t), start=0, stop=END, at_least=SMOOTH, what="exp(-t)")


def check_plot_step_sizes__names_both_axes(student, rng):
    """Both axes have a name."""
    drawing = expect.drawing(student.drawn("plot_step_sizes", step_sizes(rng)[:1]))
    bare = " and ".join(axis for axis in ("xlabel", "ylabel") if not drawing[axis])
    expect.holds(not bare, expected="a name on both axes", got=f"an empty {bare}", hint="ax.set_xlabel, ax.set_ylabel")


def check_plot_step_sizes__keeps_the_sign_visible(student, rng):
    """Neither axis is logarithmic: a logarithm shows neither a change of sign nor the start, t = 0."""
    drawing = expect.drawing(student.drawn("plot_step_sizes", step_sizes(rng)[:2]))
    scales = drawing["xscale"], drawing["yscale"]
    expect.holds("log" not in scales, expected="no logarithm on either axis", got=f"scales {scales}", hint="ax.plot")


def check_stability_function__agrees_with_the_exponential_to_its_order(student, rng):
    """As a power series it is e^z up to z, z^2, z^4 and z; the next coefficient is off by -1/2, -1/6, -1/120 and 1/2.

    Kills nothing alone: a hidden claim asks at any z. This one says what is wrong: the order, or the term after it.
    """
    radius, n = 0.5, 64
    z = radius * np.exp(2j * np.pi * np.arange(n) / n)  # the mean of R(z) / z^k is the coefficient of z^k, up to 0.5^64
    for method, p in ORDERS.items():
        R = expect.array(student.stability_function(method, z), shape=z.shape, numbers=complex, what=method)
        k = np.arange(p + 2)
        off = np.mean((R - np.exp(z)) / z ** k[:, None], axis=1)
        want = np.append(np.zeros(p + 1), MISSES[method]).astype(complex)
        what = f"{method}: R - e^z in powers"
        expect.close(got=off, want=want, rtol=0, atol=1e-9, why="means of 64 values", what=what)


def check_stability_function__has_size_one_where_stability_ends(student, rng):
    """|R| = 1 at -2, -2 and -2.785293563405282, on the imaginary axis at 2 sqrt(2) for rk4, and on the circle around 1.

    Kills nothing alone: a function that is right near 0 is seldom wrong here. It is what the lesson is about.
    """
    ends = {"euler": [-2, -1 + 1j], "rk2": [-2, 0], "rk4": [-2.785293563405282, 8**0.5 * 1j]}
    ends["backward euler"] = [2, 1 - 1j]
    for method, z in ends.items():
        R = expect.array(student.stability_function(method, np.array(z) + 0j), shape=(2,), numbers=complex, what=method)
        expect.close(
            got=np.abs(R), want=[1.0, 1.0], rtol=0, atol=1e-9, why="limits to 16 digits", what=f"{method}: |R|"
        )


def check_stability_function__takes_z_of_any_shape(student, rng):
    """Each entry of an array of any shape, () included, gets what it gets in a list of one."""
    for method, shape in zip(ORDERS, ((), (3,), (2, 3), (3, 1, 2)), strict=True):
        z = np.array(rng.uniform(-2, -1, shape) + 1j * rng.uniform(0.5, 1, shape))
        whole = student.stability_function(method, z)
        alone = [student.stability_function(method, np.array([entry])) for entry in z.ravel()]
        want = np.array([expect.array(one, shape=(1,), numbers=complex)[0] for one in alone])
        expect.holds(len(set(want)) == len(want), expected="other values at other z", got="the same at some of them")
        expect.close(got=whole, want=want.reshape(shape), why="the same arithmetic", what=f"{method}, shape {shape}: R")


def check_stability_function__refuses_other_methods(student, rng):
    """A method that is not among the four is a ValueError; each of the four is one, and gives 1 at z = 0."""
    values = {method: student.stability_function(method, np.zeros(2, dtype=complex)) for method in ORDERS}
    refused = student.refused("stability_function", "leapfrog", np.zeros(2, dtype=complex))
    for method, value in values.items():
        expect.close(got=value, want=[1 + 0j, 1 + 0j], rtol=0, atol=1e-12, why="exact", what=f"{method}: R(0)")
    expect.refused(refused, what="the method 'leapfrog'")


def check_is_euler_stable__asks_every_mode(student, rng):
    """With real eigenvalues the fastest decay sets the limit, and one mode that grows is enough to say no.

    Kills nothing alone: a hidden claim mixes modes of all kinds. This one says that it is about their number.
    """
    fast, slow, turned = np.diag([-1.0, -50]), np.diag([-50.0, -1]), [[-3, 1], [1, -3]]  # the last: -2 and -4
    cases = [(fast, 0.03, True), (fast, 0.05, False), (slow, 0.05, False), (turned, 0.45, True), (turned, 0.6, False)]
    cases += [(np.diag([-5.0, 0.5]), 0.1, False), (np.diag([0.5, -5]), 0.1, False)]
    cases += [(np.diag([-1.0, -1.5]), 1.2, True), ([[1, 2], [2, 1]], 0.1, False), ([[2, 0], [0, 1]], 0.5, False)]
    judged(student, rng, cases)


def check_is_euler_stable__is_strict(student, rng):
    """Exactly at the limit, as for the eigenvalue -1 with h = 2 or an eigenvalue 0, it says no; well inside it, yes."""
    cases = [([[-1]], 2, False), ([[-4]], 0.5, False), (np.diag([-1, -0.5]), 2, False), (np.diag([-1, 0]), 0.5, False)]
    judged(student, rng, [*cases, ([[-1]], 1.75, True), (np.diag([-1, -0.5]), 1.75, True)])


def check_is_euler_stable__knows_spirals_from_circles(student, rng):
    """With complex eigenvalues a decaying spiral needs a small step, and for a rotation no step is small enough.

    Kills nothing alone: a hidden claim mixes modes of all kinds. This one says that it is about complex ones.
    """
    slow, strong, fast = [[-0.1, 1], [-1, -0.1]], [[-1, 1], [-1, -1]], [[-1, 5], [-5, -1]]  # limits 0.198, 1 and 1/13
    circle, growing = [[0, 1], [-1, 0]], [[0.1, 1], [-1, 0.1]]  # no limit
    cases = [(slow, 0.15, True), (slow, 0.3, False), (slow, 1.5, False), (strong, 0.9, True), (strong, 1.2, False)]
    cases += [(fast, 0.05, True), (fast, 0.5, False), (circle, 0.1, False), (circle, 1, False), (growing, 0.5, False)]
    judged(student, rng, cases)


def check_is_euler_stable__looks_at_eigenvalues_not_at_entries(student, rng):
    """Matrices that are not normal: neither large entries nor those on the diagonal decide, but the eigenvalues.

    Kills nothing alone: a hidden claim mixes modes at random. Here the matrices are small enough to look at.
    """
    large, jordan, spiral = [[-1, 100], [0, -2]], [[-1, 1], [0, -1]], [[1, -2], [3, -2]]  # the spiral's limit: 0.25
    cases = [(large, 0.5, True), (large, 1.2, False), (jordan, 1.5, True), (jordan, 0.5, True), (jordan, 2.5, False)]
    cases += [(spiral, 0.2, True), (spiral, 0.3, False)]
    cases += [([[-1, 3], [2, -1]], 0.1, False), ([[-3, 4], [1, 0.5]], 0.1, False)]  # saddles
    judged(student, rng, cases)


def check_euler_max_step__is_two_over_the_fastest_decay(student, rng):
    """For decays alone, y' = -k y in turned coordinates, the limit is 2/k, with k the fastest of them.

    Kills nothing alone: it is the case that the lesson began with.
    """
    R, rates = problems.rotation(rng, 3), rng.uniform(1, 2) * np.array([1, 6, 40])
    got = student.euler_max_step(-R @ np.diag(rates) @ R.T)
    expect.close(got=got, want=2 / rates[2], why="three eigenvalues", what="the limit")


def check_euler_max_step__meets_the_most_demanding_mode(student, rng):
    """At the limit the largest |1 + h lambda| is 1, and at half of it all are below 1, whichever mode it is."""
    size, spiral = rng.uniform(0.5, 2), (-rng.uniform(0.08, 0.12), rng.uniform(0.9, 1.1))
    kinds = [((), [spiral]), ((-5,), [spiral]), ((-5,), [(-1, 0.2)]), ((-5,), [(-1, 6)]), ((-0.1,), [(-1, 2)])]
    posed = [mixed(rng, size * np.array(decays), size * np.array(spirals)) for decays, spirals in kinds]
    answers = [student.euler_max_step(A) for A, _ in posed]
    for (_, modes), answer in zip(posed, answers, strict=True):
        h = float(expect.array(answer, shape=(), what="the limit"))
        shown = f"with eigenvalues {', '.join(f'{mode:.3g}' for mode in modes)} and h = {h:.6g}: the largest factor"
        expect.close(got=np.max(np.abs(1 + h * modes)), want=1.0, why="limits of four eigenvalues", what=shown)
        half = np.max(np.abs(1 + h / 2 * modes))
        expect.holds(bool(half < 1 - 1e-9), expected="a step below the limit to be stable", got=f"a factor {half:.3g}")


def check_euler_max_step__is_zero_where_no_step_is_stable(student, rng):
    """An eigenvalue 0, one on the imaginary axis, or one with positive real part: 0.0. With decays beside it, too."""
    w, k = rng.uniform(1, 2, 2)
    circle, rest = [[0, w], [-w, 0]], [[-k, w], [0, 0]]
    both = np.zeros((3, 3))
    both[:2, :2], both[2, 2] = circle, -k
    none = [circle, rest, both, np.diag([-k, w]), np.diag([w, -k]), [[k, w], [-w, k]], [[0]]]
    answers = [student.euler_max_step(np.array(A, dtype=float)) for A in [*none, [[-2]]]]
    for A, got in zip(none, answers, strict=False):
        expect.close(got=got, want=0.0, rtol=0, atol=1e-9, why="no step", what=f"the limit for {np.array(A).tolist()}")
    expect.close(got=answers[-1], want=1.0, why="2 / 2", what="the limit for [[-2]]")


def check_backward_euler__solves_its_equation_where_f_is_linear(student, rng):
    """For y' = A y + t b, stiff and at uneven steps h, each new row minus h times the slope there is the row before."""
    A, _ = mixed(rng, [-1, -400], [(-3, 5)])
    b, y0, t = rng.uniform(1, 2, 4), rng.uniform(1, 2, 4), problems.uneven_grid(rng, 5, start=0.5, stop=2.0)
    y = student.backward_euler(systems.Trigonometric(A=A, omega=0.0, b=b), constant(A), y0, t)
    y = expect.array(y, shape=(6, 4))
    before = y[1:] - np.diff(t)[:, None] * (y[1:] @ A.T + t[1:, None] * b)
    hint = "Are slope, time and Jacobian those of the end of the step?"
    atol = 1e3 * NEWTON  # a row off by 1e-8 is off by 1 + h |A| <= 1e3 times that here
    expect.close(got=[y[0], *before], want=[y0, *y[:-1]], rtol=0, atol=atol, why="1e-8 in y", what="y - h f", hint=hint)


def check_backward_euler__solves_its_equation_where_f_is_not(student, rng):
    """For three mixed u' = -u^2 the rows solve their quadratic equations: one step of Newton's method is not enough."""
    t, d = problems.uneven_grid(rng, 5, stop=4.0), 3
    R, shift = problems.well_conditioned(rng, d), rng.uniform(-1, 1, d)
    squares = systems.Polynomial(2 * np.eye(d), -np.eye(d))
    slopes = systems.Polynomial(np.eye(d), -2 * np.einsum("ik,jk->ijk", np.eye(d), np.eye(d)))
    f, jac = (systems.Conjugate(system, np.linalg.inv(R), R, shift) for system in (squares, slopes))
    u = [rng.uniform(0.8, 1.1, d)]  # h u < 2: other implicit methods have a solution too, and are known by it
    for h in np.diff(t):
        u.append((np.sqrt(1 + 4 * h * u[-1]) - 1) / (2 * h))
    want = shift + np.linalg.solve(R, np.transpose(u)).T
    hint = "Off by little? One step of Newton's method is enough for a linear f only."
    expect.close(got=student.backward_euler(f, jac, want[0], t), want=want, rtol=0, atol=NEWTON, why="stub", hint=hint)


def check_backward_euler__decays_at_any_step(student, rng):
    """y' = -k y with h k from 10 to 500, where Euler's method explodes, falls towards 0 and never jumps across it.

    Kills nothing alone: it is why the method exists.
    """
    k, t = rng.uniform(50, 100), np.cumsum([0.0, 0.2, 1.0, 5.0, 10.0])
    got = student.backward_euler(systems.Linear(np.array([[-k]])), constant(np.array([[-k]])), np.array([1.0]), t)
    y = expect.array(got, shape=(5, 1))[:, 0]
    falls = y[0] == 1 and np.all(np.diff(y) < 0) and np.all(y > -NEWTON)
    expect.holds(bool(falls), expected="1, and then ever smaller values above 0", got=", ".join(f"{v:.3g}" for v in y))


def check_backward_euler__keeps_decimals_of_integer_starts(student, rng):
    """A start given as integers loses no decimals: y' = -y with steps of 1 takes an odd number n to n/2 and n/4."""
    y0 = 2 * rng.integers(1, 50, 2) + 1
    y = student.backward_euler(decay(2), constant(-np.eye(2)), y0, np.array([0.0, 1.0, 2.0]))
    hint = "If yours are whole numbers: what is the dtype of your array?"
    expect.close(got=y, want=[y0, y0 / 2, y0 / 4], rtol=0, atol=NEWTON, why="stub", hint=hint)


def check_backward_euler__returns_the_start_of_a_single_time(student, rng):
    """A grid of one time has no steps: the answer is one row, the start."""
    y0 = rng.uniform(1, 2, 2)
    y = student.backward_euler(decay(2), constant(-np.eye(2)), y0, rng.uniform(1, 2, 1))
    expect.close(got=y, want=[y0], rtol=0, atol=1e-14, why="no arithmetic")
