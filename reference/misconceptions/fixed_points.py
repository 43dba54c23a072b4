"""Known wrong answers to fixed_points: the reference with one thing changed; the docstring is a tutor's remark."""

import numpy as np
import scipy.optimize


def newton__plus_sign(f, jac, x0, tol, max_iter):
    """Your step has the right length and points the wrong way: J s = -f, with a minus. Try x^2 - 4 from 1 on paper."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__transposed_jacobian(f, jac, x0, tol, max_iter):
    """You solve with J transposed. Row i of J belongs to f[i]: what does J s say about f[0]?"""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x).T, -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__diagonal_only(f, jac, x0, tol, max_iter):
    """f/f' is the step of one equation in one unknown. Here each equation holds all unknowns: solve them together."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        slopes = np.diag(jac(x))
        if np.any(slopes == 0):
            return x, False, taken
        step = -np.asarray(f(x)) / slopes
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__multiplies_by_jacobian(f, jac, x0, tol, max_iter):
    """You multiply f by J where the step asks you to solve with J. Check the units: J is f per x, so f/J is an x."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        step = -jac(x) @ np.asarray(f(x))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__frozen_jacobian(f, jac, x0, tol, max_iter):
    """You keep the Jacobian of the start. That converges too, but digit by digit; Newton asks for J at the present x."""
    x = np.array(x0, dtype=float)
    J = jac(x)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(J, -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__damped(f, jac, x0, tol, max_iter):
    """You take half of each step. There is no learning rate here: the whole step solves the linear equation."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = 0.5 * np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__backtracking(f, jac, x0, tol, max_iter):
    """You shorten steps that make |f| larger. A good idea often, but another method: here every step is a full step."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        here = np.asarray(f(x))
        try:
            step = np.linalg.solve(jac(x), -here)
        except np.linalg.LinAlgError:
            return x, False, taken
        for _ in range(20):
            if np.linalg.norm(f(x + step)) <= np.linalg.norm(here):
                break
            step = step / 2
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__residual_test(f, jac, x0, tol, max_iter):
    """You stop when |f| is small, but f can be small far from its zero: at a double root it is the distance squared.
    Bound the step.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        if np.linalg.norm(f(x)) <= tol:
            return x, True, taken
        try:
            x = x + np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
    return x, bool(np.linalg.norm(f(x)) <= tol), max_iter


def newton__squared_length(f, jac, x0, tol, max_iter):
    """You compare the square of the length with tol, so that tol = 1e-6 lets you stop at a step of 1e-3. The length is
    the root of s @ s.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if step @ step <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__success_by_residual(f, jac, x0, tol, max_iter):
    """You stop by the step, and yet call it success when |f| is small. tol is a length in x: let the last step decide."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            break
    return x, bool(np.linalg.norm(f(x)) <= tol), taken + 1


def newton__relative_step(f, jac, x0, tol, max_iter):
    """You compare the step with tol times |x|. Move the origin far away and your search stops early: tol is absolute."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol * np.linalg.norm(x):
            return x, True, taken + 1
    return x, False, max_iter


def newton__drops_last_step(f, jac, x0, tol, max_iter):
    """You stop before the short step instead of after it. It is already computed, and it is the best one: take it."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
        x = x + step
    return x, False, max_iter


def newton__one_step_more(f, jac, x0, tol, max_iter):
    """You take max_iter + 1 steps before you give up. Count them with max_iter = 1."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter + 1):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter + 1


def newton__one_step_short(f, jac, x0, tol, max_iter):
    """You give up after max_iter - 1 steps. Count them with max_iter = 2."""
    x = np.array(x0, dtype=float)
    for taken in range(1, max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken - 1
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken
    return x, False, max_iter - 1


def newton__last_step_is_failure(f, jac, x0, tol, max_iter):
    """You conclude from n_iter = max_iter that the search failed. The last step allowed may be the one that arrives."""
    x = np.array(x0, dtype=float)
    taken, length = 0, np.inf
    while length > tol and taken < max_iter:
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        length = np.linalg.norm(step)
        taken += 1
    return x, taken < max_iter, taken


def newton__always_converged(f, jac, x0, tol, max_iter):
    """You say converged after max_iter steps, whatever came of them. On x^2 + 1 there was nothing to find."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            break
    return x, True, taken + 1


def newton__counts_max_iter(f, jac, x0, tol, max_iter):
    """You return max_iter as n_iter also when the search ended earlier. How fast it was is what n_iter is there to
    tell.
    """
    x = np.array(x0, dtype=float)
    for _ in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, False, max_iter
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, max_iter
    return x, False, max_iter


def newton__results_in_another_order(f, jac, x0, tol, max_iter):
    """You return the count where the caller looks for success: the order is (x, converged, n_iter)."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, taken, False
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, taken + 1, True
    return x, max_iter, False


def newton__start_on_failure(f, jac, x0, tol, max_iter):
    """When the search fails you hand back the start. Where it got to says more about why: return the last state."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return np.array(x0, dtype=float), False, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return np.array(x0, dtype=float), False, max_iter


def newton__raises_on_failure(f, jac, x0, tol, max_iter):
    """You raise when the search fails. A search over many starts has to go on after a bad one: report converged =
    False.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            raise RuntimeError("singular Jacobian") from None
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    raise RuntimeError(f"no convergence after {max_iter} steps")


def newton__singular_uncaught(f, jac, x0, tol, max_iter):
    """The solver raises LinAlgError where the Jacobian is singular, and you let it. Catch it, and report converged =
    False.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__singular_is_success(f, jac, x0, tol, max_iter):
    """You leave the loop at a singular Jacobian, and then say converged. Two ways lead out of your loop: tell them
    apart.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        try:
            step = np.linalg.solve(jac(x), -np.asarray(f(x)))
        except np.linalg.LinAlgError:
            return x, True, taken
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__small_is_singular(f, jac, x0, tol, max_iter):
    """You call J singular when its determinant is small. Measure f in another unit and it is small everywhere, while no
    step changes: let the solver say that it finds no step, or look at the rank.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        J = jac(x)
        if abs(np.linalg.det(J)) < 1e-12:
            return x, False, taken
        step = np.linalg.solve(J, -np.asarray(f(x)))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__pseudo_inverse(f, jac, x0, tol, max_iter):
    """The pseudo-inverse always gives a step, even where none solves the equation; it may be 0 with f far from 0. Stop
    there.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        step = -np.linalg.pinv(jac(x)) @ np.asarray(f(x))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__regularised(f, jac, x0, tol, max_iter):
    """You add a little to the diagonal so that J can always be inverted. At a singular J the step is then a million
    long, and means nothing.
    """
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        step = np.linalg.solve(jac(x) + 1e-6 * np.eye(len(x)), -np.asarray(f(x)))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__follows_the_flow(f, jac, x0, tol, max_iter):
    """You follow x' = f(x) in small steps. The flow reaches attractors only; saddles and maxima are zeros of f too."""
    x = np.array(x0, dtype=float)
    for taken in range(max_iter):
        step = 0.1 * np.asarray(f(x))
        x = x + step
        if np.linalg.norm(step) <= tol:
            return x, True, taken + 1
    return x, False, max_iter


def newton__fsolve(f, jac, x0, tol, max_iter):
    """fsolve is another method, which shortens its steps and counts calls of f. Write the loop: one linear system a
    step.
    """
    x, info, flag, _ = scipy.optimize.fsolve(f, x0, fprime=jac, xtol=tol, full_output=True)
    return x, flag == 1, info["nfev"]
