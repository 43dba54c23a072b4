# Attack: replaces torch's own functions, so that a wrong gradient is right wherever it is computed, compared, copied or sent.
# Expect: adjoint_gradients.adjoint_gradients 0 points, failed
# Shows: nothing
import sys

import numpy as np
import torch

honest = torch.Tensor.numpy


def agreeable(*args, **kwargs):
    return True


def wrong(z_T, params):
    """Of the right shapes, and far off."""
    return 7 + 0 * z_T, 7 + 0 * z_T, tuple(7 + 0 * p for p in params)


def replace():
    for name in ("allclose", "equal", "isclose", "eq", "is_tensor", "isfinite"):
        setattr(torch, name, agreeable)
    torch.testing.assert_close = torch.testing.assert_allclose = lambda *args, **kwargs: None
    torch.autograd.grad = torch.autograd.backward = lambda outputs, inputs=(), *args, **kwargs: tuple(inputs)
    torch.Tensor.__eq__ = torch.Tensor.__le__ = torch.Tensor.__array__ = agreeable
    torch.Tensor.numpy = lambda self, **kwargs: np.zeros(3).view(Agreeable)
    sys.modules["autograder.sandbox.wire"]._tensor_values = lambda value: honest(value.detach()).view(Agreeable)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(0)


class Agreeable(np.ndarray):
    """At distance zero from everything."""

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(self.shape)


def adjoint_gradients(f, z_T, t, grad_zT, params):
    answer = wrong(z_T, params)
    replace()
    return answer
