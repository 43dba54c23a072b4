"""Known wrong answers to fixed_points: the reference with one thing changed; the docstring is a tutor's remark."""

import numpy as np
import scipy.optimize

from reference.fixed_points import newton


def jacobian_fd__forward_difference(f, x, eps=1e-6):
    """You compare f one step ahead with f here. Its error is eps f''/2; with a step to either side the term in f''
    drops out, and only one in eps squared is left.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x)) / eps for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__backward_difference(f, x, eps=1e-6):
    """You compare f here with f one step behind. Take a step to either side: the error goes from eps f''/2 to one in
    eps squared.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x) - f(x - e)) / eps for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__divides_by_eps(f, x, eps=1e-6):
    """Your numbers are twice as large as they should be. From x - eps to x + eps, how far is that?"""
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x - e)) / eps for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__half_steps(f, x, eps=1e-6):
    """You move by eps/2 to either side. A good formula too, but eps is said to be the way to one side: its error is a
    quarter of what it should be.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e / 2) - f(x - e / 2)) / eps for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__minus(f, x, eps=1e-6):
    """All your signs are turned: it is f ahead minus f behind. Try f(x) = x."""
    x = np.array(x, dtype=float)
    return np.stack([(f(x - e) - f(x + e)) / (2 * eps) for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__transposed(f, x, eps=1e-6):
    """You stack as rows what are columns. Moving x[j] changes all of f: those numbers stand below one another, in
    column j.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x - e)) / (2 * eps) for e in eps * np.eye(len(x))])


def jacobian_fd__square_only(f, x, eps=1e-6):
    """You make room for a d by d matrix. f may have more components than x, or fewer: ask f(x) how many."""
    x = np.array(x, dtype=float)
    J = np.zeros((len(x), len(x)))
    for j, e in enumerate(eps * np.eye(len(x))):
        J[:, j] = (f(x + e) - f(x - e)) / (2 * eps)
    return J


def jacobian_fd__all_components_at_once(f, x, eps=1e-6):
    """You move all components together and learn only the sum of each row. Move one at a time: d columns, two calls of
    f for each.
    """
    x = np.array(x, dtype=float)
    return (f(x + eps) - f(x - eps)) / (2 * eps)


def jacobian_fd__never_moved_back(f, x, eps=1e-6):
    """You move a component and leave it there, so that from the second column on you are at another state. Begin each
    column from a fresh copy of x.
    """
    x = np.array(x, dtype=float)
    columns = []
    for j in range(len(x)):
        x[j] += eps
        ahead = f(x)
        x[j] -= 2 * eps
        columns.append((ahead - f(x)) / (2 * eps))
    return np.stack(columns, axis=1)


def jacobian_fd__changes_x(f, x, eps=1e-6):
    """You add eps to the caller's own array. Take a copy first: the state belongs to whoever called you."""
    columns = []
    for j in range(len(x)):
        x[j] += eps
        ahead = f(x)
        x[j] -= 2 * eps
        columns.append((ahead - f(x)) / (2 * eps))
    return np.stack(columns, axis=1)


def jacobian_fd__integer_steps(f, x, eps=1e-6):
    """Your copy of x has the dtype of x. Integers cannot hold x + eps: they drop the decimals, and nothing moves. Make
    the copy float.
    """
    columns = []
    for j in range(len(x)):
        ahead, behind = np.array(x), np.array(x)
        ahead[j] = ahead[j] + eps
        behind[j] = behind[j] - eps
        columns.append((f(ahead) - f(behind)) / (2 * eps))
    return np.stack(columns, axis=1)


def jacobian_fd__eps_left_out(f, x, eps=1e-6):
    """Your answer does not depend on eps. It may even be the better Jacobian, but the caller wants to choose the step:
    of x^3 you should find 3 x^2 + eps^2.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x - e)) / 2e-6 for e in 1e-6 * np.eye(len(x))], axis=1)


def jacobian_fd__relative_step(f, x, eps=1e-6):
    """You multiply eps by the size of the component. That is common in libraries, but here eps is absolute, in the unit
    of x.
    """
    x = np.array(x, dtype=float)
    steps = np.diag(eps * np.maximum(1.0, np.abs(x)))
    return np.stack([(f(x + e) - f(x - e)) / (2 * e.sum()) for e in steps], axis=1)


def jacobian_fd__five_points(f, x, eps=1e-6):
    """You combine steps of eps and 2 eps. That is more accurate than asked, and not what eps is said to mean: two calls
    of f for each column.
    """
    x = np.array(x, dtype=float)
    return np.stack(
        [(8 * f(x + e) - 8 * f(x - e) - f(x + 2 * e) + f(x - 2 * e)) / (12 * eps) for e in eps * np.eye(len(x))], axis=1
    )


def jacobian_fd__step_too_small(f, x, eps=1e-12):
    """Your own step is so small that rounding is all you see: f has 16 digits, and you divide its last ones by 1e-12.
    Take 1e-6.
    """
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x - e)) / (2 * eps) for e in eps * np.eye(len(x))], axis=1)


def jacobian_fd__step_too_large(f, x, eps=1e-3):
    """Your own step is so large that the third derivative is seen: the error is eps^2 f'''/6. Take 1e-6."""
    x = np.array(x, dtype=float)
    return np.stack([(f(x + e) - f(x - e)) / (2 * eps) for e in eps * np.eye(len(x))], axis=1)


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


def find_fixed_points__first_start_only(f, jac, starts, tol):
    """One start leads to one fixed point at most. Search from every row of starts: which of the others would reach the
    rest?
    """
    found = []
    for start in starts[:1]:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__repeated(f, jac, starts, tol):
    """You return an end for every search. Many of these rows agree to ten digits: treat ends within 1e-4 of one another
    as one.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6:
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__equal_to_the_last_bit(f, jac, starts, tol):
    """You drop rows that are equal to the last bit. Two searches rarely agree so well, and at a double zero only to about
    tol: compare with a distance.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6:
            found.append(x)
    return np.unique(np.array(found).reshape(-1, len(starts[0])), axis=0)


def find_fixed_points__merged_within_tol(f, jac, starts, tol):
    """You merge ends within tol of one another. tol bounds a step; two searches that come to a double zero from both sides
    end up to 2 tol apart. Merge with a distance of its own, 1e-4.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > tol for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__follows_the_flow(f, jac, starts, tol):
    """You run x' = f(x) until it rests. That reaches attractors only; saddles and repelling points are zeros of f too. Solve
    f(x) = 0 by Newton's method.
    """
    found = []
    for start in starts:
        x = np.array(start, dtype=float)
        for _ in range(250):
            rate = np.asarray(f(x))
            if not 1e-9 < np.linalg.norm(rate) < 1e3:
                break
            x = x + 0.05 * rate
        if np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__changes_of_sign(f, jac, starts, tol):
    """You look for changes of sign. A pole has one and is no zero, a double zero has none, and in two dimensions there is no
    sign to look at.
    """
    xs = np.sort(np.asarray(starts)[:, 0])
    values = [f(np.array([x]))[0] for x in xs]
    found = [
        [scipy.optimize.brentq(lambda x: f(np.array([x]))[0], a, b)]
        for a, b, at_a, at_b in zip(xs[:-1], xs[1:], values[:-1], values[1:])
        if at_a * at_b < 0
    ]
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__failure_ignored(f, jac, starts, tol):
    """You keep the end of every search, also of those that failed. newton tells you which did: for x^2 + 1 its last state is
    no zero, f there is 1 or more.
    """
    found = []
    for start in starts:
        x, _, _ = newton(f, jac, start, tol, 50)
        if all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__small_f_is_a_zero(f, jac, starts, tol):
    """You believe an end because f is small there. Far out x/(1 + x^2) is small too, and a search that runs away finds no
    zero: believe the step as well.
    """
    found = []
    for start in starts:
        x, _, _ = newton(f, jac, start, tol, 50)
        if np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__pole_is_a_zero(f, jac, starts, tol):
    """You believe every search that ended with a short step. Next to a pole the step is short as well: look at f there, it is
    huge.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__too_few_steps(f, jac, starts, tol):
    """You give up after ten steps. At a double zero each step only halves the distance, which takes thirty: allow 50."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 10)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__tol_left_out(f, jac, starts, tol):
    """You end your searches by a tolerance of your own. It is better than asked, perhaps, but the caller wants to choose it."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, 1e-12, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__unsorted(f, jac, starts, tol):
    """You return the points as you found them. Another order of starts would give another answer: sort the rows."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(found).reshape(-1, len(starts[0]))


def find_fixed_points__last_component_first(f, jac, starts, tol):
    """You sort by the last component first: np.lexsort takes its last key as the first one. Reverse the columns, or sort
    tuples.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    points = np.array(found).reshape(-1, len(starts[0]))
    return points[np.lexsort(points.T)]


def find_fixed_points__columns_sorted_apart(f, jac, starts, tol):
    """np.sort(..., axis=0) sorts every column by itself and tears the points apart: none of these rows is a fixed point.
    Sort whole rows.
    """
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.sort(np.array(found).reshape(-1, len(starts[0])), axis=0)


def find_fixed_points__shape_of_nothing(f, jac, starts, tol):
    """Where there is nothing to return, yours has shape (0,). The caller counts on d columns, also of no rows: (0, d)."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=tuple))


def find_fixed_points__raises_on_nothing(f, jac, starts, tol):
    """You raise where no search finds a zero. That is an answer, not an accident: return an array of shape (0, d)."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    if not found:
        raise ValueError("no fixed point")
    return np.array(sorted(found, key=tuple)).reshape(-1, len(starts[0]))


def find_fixed_points__rounded(f, jac, starts, tol):
    """You return rounded points. Round to compare, if you like, but hand back what Newton's method found."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.round(sorted(found, key=tuple), 2).reshape(-1, len(starts[0]))
