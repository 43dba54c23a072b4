"""The vector fields, coefficients and maps that may cross to a student's process, as data.

A system is a family's name and parameters; the other side rebuilds it from this module. Families carry no answers: where a
student needs a Jacobian or a gradient as an argument, the grader computes it and sends it as a system of its own.

Fields are called `f(t, y)`, maps of the state alone `f(x)` (wrap a field in `Autonomous`), parametric fields
`f(t, z, *params)`. States may have leading (batch) axes; the last axis is the state's own.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class System:
    """A callable that is also data: its family's name and its dataclass fields."""

    def parameters(self) -> dict[str, Any]:
        """Field name -> value, as they cross the wire."""
        return dict(vars(self))


def _state(y: Any, size: int) -> np.ndarray:
    """The state as float64; a shape that cannot be meant is refused where the student's own code calls."""
    y = np.asarray(y)
    if y.dtype.kind not in "fc":
        y = y.astype(float)
    if y.ndim == 0 or y.shape[-1] != size:
        raise ValueError(f"this function takes a state of shape (..., {size}); it was called with shape {y.shape}")
    return y


def _time(t: Any) -> float:
    if type(t) is float:
        return t
    if np.ndim(t) != 0:
        raise ValueError(
            f"this function takes one time t, a number; it was called with shape {np.shape(t)}: is the order (t, y)?"
        )
    return float(t)


@dataclass(frozen=True, eq=False)
class Linear(System):
    """f(t, y) = A y, A of shape (m, d)."""

    A: np.ndarray

    def __call__(self, t: Any, y: Any) -> Any:
        """Rate of change at time t and state y (..., d): (..., m)."""
        _time(t)
        return _state(y, self.A.shape[1]) @ self.A.T


@dataclass(frozen=True, eq=False)
class Trigonometric(System):
    """f(t, y) = cos(omega t) A y + t b: coupled, and different at every time."""

    A: np.ndarray  # (d, d)
    omega: float  # [rad/s]
    b: np.ndarray  # (d,)

    def __call__(self, t: Any, y: Any) -> Any:
        """Rate of change at time t and state y (..., d): (..., d)."""
        t = _time(t)
        return math.cos(self.omega * t) * (_state(y, self.A.shape[1]) @ self.A.T) + t * self.b


@dataclass(frozen=True, eq=False)
class Polynomial(System):
    """f(t, y) = sum_k c_k y_1^{e_k1} ... y_d^{e_kd}: exponents (k, d), coefficients (*out, k), so vector or matrix valued."""

    exponents: np.ndarray
    coefficients: np.ndarray

    def __call__(self, t: Any, y: Any) -> Any:
        """Value at time t and state y (..., d): (..., *out)."""
        _time(t)
        y = _state(y, self.exponents.shape[1])
        monomials = np.multiply.reduce(y[..., None, :] ** self.exponents, axis=-1)
        rows = self.coefficients if self.coefficients.ndim == 1 else self.coefficients.swapaxes(-1, -2)
        return np.dot(monomials, rows)  # sums over k; tensordot takes 5 us more


@dataclass(frozen=True, eq=False)
class Autonomous(System):
    """A field as a function of the state alone, f(x)."""

    field: Any

    def __call__(self, x: Any) -> Any:
        """The field at state x; its clock stands at 0."""
        return self.field(0.0, x)


@dataclass(frozen=True, eq=False)
class Modulated(System):
    """f(t, y) = (1 + rate t) F(t, y): any field, vector or matrix valued, made different at every time."""

    field: Any
    rate: float  # [1/s]

    def __call__(self, t: Any, y: Any) -> Any:
        """Value at time t and state y, of the field's shape."""
        return (1 + self.rate * _time(t)) * self.field(t, y)


@dataclass(frozen=True, eq=False)
class Conjugate(System):
    """f(t, y) = left F(t, right (y - shift)); a matrix-valued F becomes left F right, so that Jacobians transform alike."""

    field: Any
    left: np.ndarray
    right: np.ndarray
    shift: np.ndarray

    def __call__(self, t: Any, y: Any) -> Any:
        """Value at time t and state y (..., d)."""
        y = _state(y, self.right.shape[1])
        value = self.field(t, (y - self.shift) @ self.right.T)
        if value.ndim == y.ndim:
            return value @ self.left.T
        return self.left @ value @ self.right


@dataclass(frozen=True, eq=False)
class Quotient(System):
    """f(t, y) = numerator(t, y) / denominator(t, y), entry by entry: a pole wherever only the denominator vanishes."""

    numerator: Any
    denominator: Any

    def __call__(self, t: Any, y: Any) -> Any:
        """Value at time t and state y (..., d)."""
        return self.numerator(t, y) / self.denominator(t, y)


@dataclass(frozen=True, eq=False)
class Elementwise(System):
    """f(t, x) = sum_k c_k t^{a_k} x^{p_k} at each entry of x by itself; with `root`, the square root of that."""

    coefficients: np.ndarray  # (k,)
    time_powers: np.ndarray  # (k,), nonnegative integers
    powers: np.ndarray  # (k,), integers; negative ones for entries that are never 0
    root: bool = False

    def __call__(self, t: Any, x: Any) -> Any:
        """Value at time t and entries x, of x's shape."""
        t = _time(t)
        x = np.asarray(x)
        x = x if x.dtype.kind == "f" else x.astype(float)
        total = np.zeros_like(x)
        for c, a, p in zip(self.coefficients.tolist(), self.time_powers.tolist(), self.powers.tolist(), strict=True):
            total = total + c * t**a * x**p
        return np.sqrt(total) if self.root else total


def zero() -> Elementwise:
    """f(t, x) = 0."""
    return Elementwise(np.zeros(1), np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))


def one() -> Elementwise:
    """f(t, x) = 1."""
    return Elementwise(np.ones(1), np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))


def _cosine(t: Any) -> float:
    """cos(t + 1) of a number or a tensor of one."""
    return math.cos(float(t.detach() if hasattr(t, "detach") else t) + 1.0)


@dataclass(frozen=True, eq=False)
class ParametricLinear(System):
    """f(t, z, A, *unused) = A z for tensors: z (..., d), A (d, d). Further parameters do not enter."""

    def __call__(self, t: Any, z: Any, A: Any, *unused: Any) -> Any:
        """Rate of change, of z's shape."""
        return z @ A.T


@dataclass(frozen=True, eq=False)
class ParametricCosine(System):
    """f(t, z, k, *unused) = k cos(t + 1) z for tensors: the flow multiplies by exp(k (sin(t + 1) - sin(t0 + 1))).

    The phase makes it neither even nor odd in time: a clock that runs the wrong way shows.
    """

    def __call__(self, t: Any, z: Any, k: Any, *unused: Any) -> Any:
        """Rate of change, of z's shape."""
        return k * _cosine(t) * z


@dataclass(frozen=True, eq=False)
class ParametricMLP(System):
    """f(t, z, W1, b1, W2, *unused) = W2 tanh(W1 z + b1 cos(t + 1)) for tensors; z (..., d), W1 (h, d), b1 (h,), W2 (d, h)."""

    def __call__(self, t: Any, z: Any, W1: Any, b1: Any, W2: Any, *unused: Any) -> Any:
        """Rate of change, of z's shape."""
        return (z @ W1.T + b1 * _cosine(t)).tanh() @ W2.T


FAMILIES: dict[str, type[System]] = {
    family.__name__: family
    for family in (
        Linear,
        Trigonometric,
        Polynomial,
        Autonomous,
        Modulated,
        Conjugate,
        Quotient,
        Elementwise,
        ParametricLinear,
        ParametricCosine,
        ParametricMLP,
    )
}


@dataclass(frozen=True)
class Rng:
    """A seed that becomes `numpy.random.default_rng(seed)` on the other side."""

    seed: int
