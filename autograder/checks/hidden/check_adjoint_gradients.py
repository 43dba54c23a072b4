"""Further claims about the adjoint method: equations whose gradients are known in closed form."""

import numpy as np
from scipy.linalg import expm

from autograder import expect, systems
from autograder.checks import problems
from autograder.checks.public.check_adjoint_gradients import EXPONENTIAL, RK4, RTOL, answer, graded_grid


def linear_gradient(A, z_T, c, T):
    """dL/dA (d, d) for z' = A z: the integral of a z^T, summed over the batch, from a block exponential (Van Loan).

    With r = T - t: a = exp(A^T r) c and z^T = z_T^T exp(-A^T r). The upper right block of
    exp(T [[A^T, c z_T^T], [0, A^T]]) is the integral over r of exp(A^T r) c z_T^T exp(A^T (T - r));
    exp(-A^T T) on its right makes the last factor exp(-A^T r).
    """
    d = len(A)
    block = expm(T * np.block([[A.T, c.T @ z_T], [np.zeros((d, d)), A.T]]))
    return block[:d, d:] @ expm(-T * A.T)


def check_adjoint_gradients__matches_van_loan_for_a_linear_equation(student, rng):
    """For z' = A z, A not normal, on a batch, dL/dA agrees with its closed form.

    Kills nothing alone: it stays as the one truth for a batch that no solver computed.
    """
    A, t = problems.coupled_matrix(rng, 3), problems.uneven_grid(rng, 18, start=-0.5, stop=0.5)
    z_T, c = rng.uniform(0.5, 1.5, (2, 3)), rng.uniform(-1.5, 1.5, (2, 3))
    _, _, (grad_A,) = answer(student, systems.ParametricLinear(), z_T, t, c, [A])
    want = linear_gradient(A, z_T, c, t[-1] - t[0])
    expect.close(got=grad_A, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="dL/dA", float32=False)


def check_adjoint_gradients__time_may_run_down(student, rng):
    """For z' = k cos(t + 1) z on a decreasing grid, dL/dk agrees with its closed form."""
    k, t = rng.uniform(0.5, 1.0, 2), graded_grid(rng, 18, 1.8, 0.3)
    z_T, c = rng.uniform(0.5, 1.5, (3, 2)), rng.uniform(0.5, 1.5, (3, 2))
    _, _, (grad_k,) = answer(student, systems.ParametricCosine(), z_T, t, c, [k])
    want = np.sum(c * z_T, axis=0) * (np.sin(t[-1] + 1) - np.sin(t[0] + 1))  # z(T) = z(t0) exp(k times this)
    expect.close(got=grad_k, want=want, rtol=RTOL, atol=RTOL, why=RK4, what="dL/dk", float32=False)


def spectral_gradient(values, S, z0, c, T):
    """dL/dA (d, d) for z' = A z with A = S diag(values) S^-1: with these axes every entry has an integral of its own.

    That of exp(v_i (T - t)) exp(v_j t) over t is (exp(v_i T) - exp(v_j T)) / (v_i - v_j), or T exp(v_i T) if i = j.
    """
    inverse, ends, gaps = np.linalg.inv(S), np.exp(values * T), np.subtract.outer(values, values)
    integrals = np.where(gaps == 0, np.diag(T * ends), np.subtract.outer(ends, ends) / np.where(gaps == 0, 1.0, gaps))
    return inverse.T @ (integrals * np.outer(S.T @ c, inverse @ z0)) @ S.T


def check_linear_adjoint__stays_exact_for_long_times(student, rng):
    """For A with known eigenvectors, and T so long that A T has a norm of ten and more, dL/dA is still exact."""
    S, values = problems.well_conditioned(rng, 3), np.sort(rng.uniform(0.1, 0.3, 3)) - np.array([1.2, 0.7, 0.2])
    A, T = S @ np.diag(values) @ np.linalg.inv(S), 12.0
    z0, c = rng.uniform(0.5, 1.5, (2, 3))
    _, grad_A = expect.parts(student.linear_adjoint(A, z0, c, T), ("grad_z0", "grad_A"))
    want = spectral_gradient(values, S, z0, c, T)
    expect.close(got=grad_A, want=want, atol=1e-9, why=EXPONENTIAL, what="dL/dA", float32=False)
