"""scipy's solver instead of the loop."""

from scipy.optimize import fsolve


def newton(f, jac, x0, tol, max_iter):
    x, report, ier, _ = fsolve(f, x0, fprime=jac, xtol=tol, full_output=1)
    return x, ier == 1, int(report["nfev"])
