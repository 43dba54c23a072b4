"""Known wrong answers to fixed_points: the reference with one thing changed; the docstring is a tutor's remark."""

import numpy as np
import scipy.integrate
import scipy.linalg
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


def find_fixed_points__attractors_only(f, jac, starts, tol):
    """You keep the points that attract. What repels is a fixed point as well: started there, the system stays."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        attracts = converged and np.linalg.eigvals(jac(x)).real.max() < 0
        if attracts and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
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


def find_fixed_points__by_length(f, jac, starts, tol):
    """You sort by the distance from the origin. Sort as words in a dictionary: by the first component, then by the next."""
    found = []
    for start in starts:
        x, converged, _ = newton(f, jac, start, tol, 50)
        if converged and np.linalg.norm(f(x)) <= 1e-6 and all(np.linalg.norm(x - known) > 1e-4 for known in found):
            found.append(x)
    return np.array(sorted(found, key=np.linalg.norm)).reshape(-1, len(starts[0]))


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


def classify_fixed_point__determinant_decides(J, tol=1e-9):
    """You take a positive determinant for a sign of stability. It is the product of the eigenvalues: two positive ones make
    it positive as well.
    """
    determinant = np.linalg.det(J)
    turns = np.trace(J) ** 2 - 4 * determinant < -4 * tol**2
    if abs(determinant) <= tol:
        return "non-hyperbolic"
    if determinant < 0:
        return "saddle"
    return "stable spiral" if turns else "stable node"


def classify_fixed_point__trace_decides(J, tol=1e-9):
    """You take a negative trace for a sign of stability. It is the sum of the eigenvalues, and a negative sum can hide a
    positive one.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.full(2, np.trace(J) / 2)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if abs(growth[0]) <= tol:
        return "center" if turns else "non-hyperbolic"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__diagonal_entries(J, tol=1e-9):
    """You read the diagonal entries. They are the eigenvalues of triangular matrices only: try [[0, 1], [1, 0]]."""
    eigenvalues = np.diag(J).astype(complex)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__symmetric_part(J, tol=1e-9):
    """You look at the symmetric part of J. It tells whether the distance grows at first, the eigenvalues of J itself tell what
    happens in the end; and nothing in it turns.
    """
    eigenvalues = np.linalg.eigvalsh((J + J.T) / 2)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__eigvalsh(J, tol=1e-9):
    """eigvalsh believes that the matrix is symmetric and reads only one half of it. J need not be, outside of gradient flow:
    use eigvals.
    """
    eigenvalues = np.linalg.eigvalsh(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__rule_for_maps(J, tol=1e-9):
    """You compare |lambda| with 1. That is the rule for maps x -> F(x), such as gradient descent; for a flow it is the sign of
    the real part.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.abs(eigenvalues) - 1
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(np.abs(growth) <= tol):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__compares_complex_numbers(J, tol=1e-9):
    """You ask whether a complex number is negative, which has no answer. Growth is the real part; the imaginary part is the
    rotation.
    """
    eigenvalues = np.linalg.eigvals(J).tolist()
    turns = any(abs(complex(value).imag) > tol for value in eigenvalues)
    if any(abs(complex(value).real) <= tol for value in eigenvalues):
        return "center" if turns else "non-hyperbolic"
    if all(value < 0 for value in eigenvalues):
        return "stable spiral" if turns else "stable node"
    if all(value > 0 for value in eigenvalues):
        return "unstable spiral" if turns else "unstable node"
    return "saddle"


def classify_fixed_point__no_spirals(J, tol=1e-9):
    """You never look at imaginary parts. Where there are any, the flow turns around the point: a spiral, or a center."""
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = False
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__nodes_turn(J, tol=1e-9):
    """Node and spiral are exchanged: it is complex eigenvalues that turn."""
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("node" if turns else "spiral")


def classify_fixed_point__zero_is_stable(J, tol=1e-9):
    """You count a real part of 0 as stable. There the linear part cannot decide: terms that it leaves out do. Say center or
    non-hyperbolic.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() <= 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__zero_is_a_center(J, tol=1e-9):
    """You call everything with a real part of 0 a center. A center turns: its eigenvalues are a pair of imaginary numbers, not
    0.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__center_left_out(J, tol=1e-9):
    """You call a center non-hyperbolic. So it is, but more can be said: its eigenvalues are imaginary, the flow turns."""
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__signs_of_the_hessian(J, tol=1e-9):
    """Your signs are those of a Hessian. J is the Jacobian of the flow, and for gradient flow J = -H: a positive eigenvalue of J
    is a rate of growth.
    """
    eigenvalues = -np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__leading_eigenvalue_only(J, tol=1e-9):
    """You look at the largest real part only. It says whether some deviation grows; if the other one shrinks, the point is a
    saddle.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__equal_eigenvalues_are_special(J, tol=1e-9):
    """You set equal eigenvalues apart. Such a node has one direction less to show, or all of them; it attracts or repels as
    any node.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if abs(eigenvalues[0] - eigenvalues[1]) <= tol:
        return "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__discriminant_without_four(J, tol=1e-9):
    """Your test for spirals compares the trace squared with the determinant, without the factor 4 of the quadratic formula:
    spirals that turn slowly pass for nodes.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.trace(J) ** 2 < np.linalg.det(J) - tol**2
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__tol_left_out(J, tol=1e-9):
    """You do not use tol: the caller says below which size a part counts as 0."""
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= 1e-9, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > 1e-9)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__compares_with_zero(J, tol=1e-9):
    """You ask whether a part is exactly 0. After rounding it hardly ever is: a center comes out as a spiral with a rate of
    1e-16. Compare with tol.
    """
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= 0, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > 0)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__relative_tol(J, tol=1e-9):
    """You multiply tol by the size of the largest eigenvalue. Here it is absolute, a rate like the eigenvalues themselves."""
    eigenvalues = np.linalg.eigvals(J)
    tol = tol * np.max(np.abs(eigenvalues))
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return ("stable " if growth.max() < 0 else "unstable ") + ("spiral" if turns else "node")


def classify_fixed_point__sinks_and_sources(J, tol=1e-9):
    """You say sink and source. These are right and say less than was asked: does the flow turn around the point, or not?"""
    eigenvalues = np.linalg.eigvals(J)
    growth = np.where(np.abs(eigenvalues.real) <= tol, 0.0, eigenvalues.real)
    turns = np.any(np.abs(eigenvalues.imag) > tol)
    if np.any(growth == 0):
        return "center" if turns else "non-hyperbolic"
    if growth.min() < 0 < growth.max():
        return "saddle"
    return "sink" if growth.max() < 0 else "source"


def stability_1d__signs_flipped(f, x, delta):
    """You have stable and unstable the wrong way round. To the right of a point that attracts, the flow goes left: f is
    negative there.
    """
    left, right = f(x - delta), f(x + delta)
    if left < 0 < right:
        return "stable"
    if left > 0 > right:
        return "unstable"
    return "semi-stable"


def stability_1d__right_side_only(f, x, delta):
    """You look at the right side only. Coming from the left the flow may do something else: a point can attract from one side
    and repel on the other.
    """
    return "stable" if f(x + delta) < 0 else "unstable"


def stability_1d__left_side_only(f, x, delta):
    """You look at the left side only. Coming from the right the flow may do something else: a point can attract from one side
    and repel on the other.
    """
    return "stable" if f(x - delta) > 0 else "unstable"


def stability_1d__slope_at_the_point(f, x, delta):
    """You decide by the slope of f at the point. Where that is 0 it decides nothing: -x^3, x^3 and x^2 all have slope 0 at 0.
    Look at the signs of f on both sides.
    """
    slope = (f(x + 1e-6) - f(x - 1e-6)) / 2e-6
    if abs(slope) < 1e-6:
        return "semi-stable"
    return "stable" if slope < 0 else "unstable"


def stability_1d__difference_of_the_two(f, x, delta):
    """You compare f on the two sides with one another. The sign of each says where the flow goes there; that one is larger
    says nothing.
    """
    rise = f(x + delta) - f(x - delta)
    if abs(rise) < 1e-9:
        return "semi-stable"
    return "stable" if rise < 0 else "unstable"


def stability_1d__delta_left_out(f, x, delta):
    """You look at a distance of your own. The caller says at which one: what lies between x - delta and x + delta is taken
    together.
    """
    left, right = f(x - 1e-3), f(x + 1e-3)
    if left > 0 > right:
        return "stable"
    if left < 0 < right:
        return "unstable"
    return "semi-stable"


def stability_1d__relative_delta(f, x, delta):
    """You multiply x by 1 - delta and 1 + delta. At x = 0 that does not move at all, and where x is negative it exchanges the
    sides: add delta.
    """
    left, right = f(x * (1 - delta)), f(x * (1 + delta))
    if left > 0 > right:
        return "stable"
    if left < 0 < right:
        return "unstable"
    return "semi-stable"


def stability_1d__rule_for_maps(f, x, delta):
    """You ask whether f leads back to x, as for a map x -> f(x). In a flow f is a rate: only its sign says where the state goes."""
    nearer = [abs(f(y) - x) < delta for y in (x - delta, x + delta)]
    return "stable" if all(nearer) else "semi-stable" if any(nearer) else "unstable"


def stability_1d__never_semi_stable(f, x, delta):
    """You call unstable whatever does not attract from both sides. There is a third case: attracting from one side and
    repelling on the other is semi-stable.
    """
    left, right = f(x - delta), f(x + delta)
    if left > 0 > right:
        return "stable"
    if left < 0 < right:
        return "unstable"
    return "unstable"


def stability_1d__one_side_is_enough(f, x, delta):
    """You call stable what attracts from one side at least. On the other side the flow leads away: that is semi-stable."""
    if f(x - delta) > 0 or f(x + delta) < 0:
        return "stable"
    return "unstable"


def stability_1d__decays_with_distance(f, x, delta):
    """You ask whether |f| is smaller on one side than on the other. How fast the flow is says nothing about where it goes:
    look at the signs.
    """
    left, right = abs(f(x - delta)), abs(f(x + delta))
    if abs(left - right) < 1e-9:
        return "semi-stable"
    return "stable" if left > right else "unstable"


def critical_point_type__signs_of_the_flow(H, tol):
    """Your signs are those of the Jacobian of the flow, J = -H. This matrix is the Hessian of the loss: curved upward all
    round is a minimum.
    """
    eigenvalues = np.linalg.eigvalsh(H)
    up, down = eigenvalues < -tol, eigenvalues > tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__determinant_and_corner(H, tol):
    """You use the rule for two variables, determinant and first entry. In one dimension a negative determinant is a maximum, in
    three it may be one too: count the signs of the eigenvalues.
    """
    determinant = np.linalg.det(H)
    if abs(determinant) <= tol:
        return "degenerate"
    if determinant < 0:
        return "saddle"
    return "minimum" if H[0, 0] > 0 else "maximum"


def critical_point_type__trace_decides(H, tol):
    """You decide by the trace, the sum of the curvatures. One large curvature upward hides a small one downward, and that makes
    a saddle.
    """
    trace = np.trace(H)
    if abs(trace) <= tol:
        return "degenerate"
    return "minimum" if trace > 0 else "maximum"


def critical_point_type__diagonal_entries(H, tol):
    """You read the diagonal entries, the curvatures along the axes. [[1, 2], [2, 1]] curves upward along both and downward along
    (1, -1): take the eigenvalues.
    """
    eigenvalues = np.diag(H)
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__all_entries(H, tol):
    """You look at the signs of all entries. Those off the diagonal are no curvatures: [[2, -1], [-1, 2]] is a minimum."""
    eigenvalues = H
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__zero_counts_as_positive(H, tol):
    """You count an eigenvalue 0 as positive. Along its direction the loss is flat to second order, and higher terms decide: say
    degenerate.
    """
    eigenvalues = np.linalg.eigvalsh(H)
    up, down = eigenvalues >= -tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__any_zero_is_degenerate(H, tol):
    """You give up where any eigenvalue is 0. If another is positive and a third negative, the loss rises one way and falls
    another: that is a saddle, whatever the flat direction does.
    """
    eigenvalues = np.linalg.eigvalsh(H)
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.all(up | down) and np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__maximum_is_a_saddle(H, tol):
    """You call a saddle whatever has a negative eigenvalue. If all are negative it is a maximum; in one dimension there are no
    saddles at all.
    """
    eigenvalues = np.linalg.eigvalsh(H)
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    return "degenerate"


def critical_point_type__minors_alike(H, tol):
    """You want all leading minors positive for a minimum and all negative for a maximum. For a maximum they alternate: of -I they
    are -1, 1, -1.
    """
    minors = np.array([np.linalg.det(H[:k, :k]) for k in range(1, len(H) + 1)])
    if np.any(np.abs(minors) <= tol):
        return "degenerate"
    return "minimum" if np.all(minors > 0) else "maximum" if np.all(minors < 0) else "saddle"


def critical_point_type__singular_values(H, tol):
    """Singular values are never negative: with them everything is a minimum. Take the eigenvalues."""
    eigenvalues = np.linalg.svd(H, compute_uv=False)
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__tol_left_out(H, tol):
    """You do not use tol: the caller says up to which size an eigenvalue counts as 0."""
    eigenvalues = np.linalg.eigvalsh(H)
    tol = 1e-9
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__compares_with_zero(H, tol):
    """You compare with 0 itself. A flat direction has an eigenvalue of 1e-17 after rounding, of either sign: compare with tol."""
    eigenvalues = np.linalg.eigvalsh(H)
    tol = 0.0
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__tol_bounds_the_determinant(H, tol):
    """You compare the determinant with tol. It is a product of curvatures and small where they all are, without any of them
    being 0: compare each eigenvalue.
    """
    eigenvalues = np.linalg.eigvalsh(H)
    if abs(np.linalg.det(H)) <= tol:
        return "degenerate"
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__relative_tol(H, tol):
    """You multiply tol by the largest curvature. Here it is absolute, a curvature itself."""
    eigenvalues = np.linalg.eigvalsh(H)
    tol = tol * np.max(np.abs(eigenvalues))
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def critical_point_type__first_and_last_only(H, tol):
    """You look at two eigenvalues of however many there are, and not at the smallest and the largest. Every direction counts."""
    eigenvalues = np.linalg.eigvalsh(H[:2, :2])
    up, down = eigenvalues > tol, eigenvalues < -tol
    if np.any(up) and np.any(down):
        return "saddle"
    if np.all(up):
        return "minimum"
    if np.all(down):
        return "maximum"
    return "degenerate"


def linearized_flow__start_for_deviation(J, x_star, x0, t):
    """You multiply the start itself by the exponential. What grows or shrinks is its distance from the fixed point, x0 -
    x_star: at x_star nothing moves.
    """
    deviation = np.asarray(x0)
    return np.stack([x_star + scipy.linalg.expm(time * J) @ deviation for time in t])


def linearized_flow__deviation_returned(J, x_star, x0, t):
    """You return the deviation from the fixed point. The state is x_star plus that."""
    deviation = np.subtract(x0, x_star)
    return np.stack([scipy.linalg.expm(time * J) @ deviation for time in t])


def linearized_flow__exponential_of_entries(J, x_star, x0, t):
    """np.exp works entry by entry, and makes a 1 of every 0. The exponential of a matrix is another thing: scipy.linalg.expm."""
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + np.exp(time * J) @ deviation for time in t])


def linearized_flow__transposed(J, x_star, x0, t):
    """You multiply from the left side: a row times the matrix is the matrix transposed times the column. It is exp(J t) @
    deviation.
    """
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + deviation @ scipy.linalg.expm(time * J) for time in t])


def linearized_flow__backward_in_time(J, x_star, x0, t):
    """Your exponential has the wrong sign: what should grow shrinks. It is exp(J t), with a plus."""
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + scipy.linalg.expm(-time * J) @ deviation for time in t])


def linearized_flow__by_eigenvectors(J, x_star, x0, t):
    """You go through a basis of eigenvectors. Some matrices have none, and those near them a bad one: the exponential is fine
    for all, so compute it without.
    """
    values, vectors = np.linalg.eig(J)
    weights = np.linalg.solve(vectors, np.subtract(x0, x_star).astype(complex))
    return np.stack([x_star + (vectors @ (np.exp(values * time) * weights)).real for time in t])


def linearized_flow__complex_states(J, x_star, x0, t):
    """You return complex numbers. Complex eigenvalues come in pairs, whose imaginary parts cancel: the states are real. And not
    every matrix has a basis of eigenvectors.
    """
    values, vectors = np.linalg.eig(J)
    weights = np.linalg.solve(vectors, np.subtract(x0, x_star))
    return np.stack([x_star + vectors @ (np.exp(values * time) * weights) for time in t])


def linearized_flow__eigenvectors_at_right_angles(J, x_star, x0, t):
    """You invert the matrix of eigenvectors by transposing it. That is right where they are at right angles, as for a symmetric
    J; in general they are not.
    """
    values, vectors = np.linalg.eig(J)
    weights = vectors.conj().T @ np.subtract(x0, x_star)
    return np.stack([x_star + (vectors @ (np.exp(values * time) * weights)).real for time in t])


def linearized_flow__symmetric_solver(J, x_star, x0, t):
    """eigh believes that J is symmetric and reads only one half of it. A Jacobian need not be, outside of gradient flow."""
    values, vectors = np.linalg.eigh(J)
    weights = vectors.T @ np.subtract(x0, x_star)
    return np.stack([x_star + vectors @ (np.exp(values * time) * weights) for time in t])


def linearized_flow__rotation_left_out(J, x_star, x0, t):
    """You keep the real parts of the eigenvalues only. They say how far the deviation grows; the imaginary parts turn it."""
    values, vectors = np.linalg.eig(J)
    weights = np.linalg.solve(vectors, np.subtract(x0, x_star).astype(complex))
    return np.stack([x_star + (vectors @ (np.exp(values.real * time) * weights)).real for time in t])


def linearized_flow__first_order_only(J, x_star, x0, t):
    """You keep the first two terms of the series, I + J t. That is a single step of Euler's method: fine for a short time, and
    for no longer.
    """
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + (np.eye(len(J)) + time * J) @ deviation for time in t])


def linearized_flow__clock_starts_with_the_grid(J, x_star, x0, t):
    """You measure time from t[0]. x0 is the state at t = 0, which need not be on the grid: row k belongs to the time t[k]."""
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + scipy.linalg.expm((time - t[0]) * J) @ deviation for time in t])


def linearized_flow__steps_of_one_length(J, x_star, x0, t):
    """You repeat one step, of the length t[1] - t[0]. The times may be uneven, and the first need not be 0: take an exponential
    for each.
    """
    step = scipy.linalg.expm((t[1] - t[0]) * J) if len(t) > 1 else np.eye(len(J))
    deviations = [scipy.linalg.expm(t[0] * J) @ np.subtract(x0, x_star)]
    for _ in t[1:]:
        deviations.append(step @ deviations[-1])
    return np.stack([x_star + deviation for deviation in deviations])


def linearized_flow__time_without_sign(J, x_star, x0, t):
    """You drop the sign of the time. At t < 0 the flow runs back, and what grows was smaller then."""
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + scipy.linalg.expm(abs(time) * J) @ deviation for time in t])


def linearized_flow__time_last(J, x_star, x0, t):
    """You return one column for each time. Time comes first: row k is the state at t[k]."""
    deviation = np.subtract(x0, x_star)
    return np.stack([x_star + scipy.linalg.expm(time * J) @ deviation for time in t], axis=1)


def linearized_flow__end_only(J, x_star, x0, t):
    """You return the last state only. Row k is the state at t[k], for every time."""
    deviation = np.subtract(x0, x_star)
    return x_star + scipy.linalg.expm(t[-1] * J) @ deviation


def linearized_flow__integer_rows(J, x_star, x0, t):
    """The room that you make has the dtype of x0. Integers drop the decimals, silently: make it float."""
    deviation = np.subtract(x0, x_star)
    x = np.empty((len(t), len(x0)), dtype=np.asarray(x0).dtype)
    for k, time in enumerate(t):
        x[k] = x_star + scipy.linalg.expm(time * J) @ deviation
    return x


def linearized_flow__integrated_loosely(J, x_star, x0, t):
    """solve_ivp keeps three digits unless you ask it for more. A linear equation has an exact solution: use the exponential."""

    def rate(_, x):
        return J @ (x - x_star)

    return np.stack([scipy.integrate.solve_ivp(rate, (0.0, time), np.array(x0, dtype=float)).y[:, -1] for time in t])
