# Attack: makes torch agree with everything, and answers with tensors that lie, take no room or have no numbers in them.
# Expect: adjoint_gradients.adjoint_gradients 0 points, failed or crashed or blocked
# Shows: nothing
from itertools import cycle

import torch


class Agreeable(torch.Tensor):
    """Equal to everything; every function of it is True."""

    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True

    def __eq__(self, other):
        return True

    __hash__ = None


torch.allclose = torch.equal = torch.isclose = lambda *args, **kwargs: True
torch.testing.assert_close = lambda *args, **kwargs: None

one = torch.ones(2, dtype=torch.float64)
answers = cycle(
    [
        (one.as_subclass(Agreeable), one, (one,)),
        (one.to("meta"), one, (one,)),
        (one.to_sparse(), one, (one,)),
        (torch.quantize_per_tensor(one.float(), 0.1, 0, torch.qint8), one, (one,)),
        (one.bfloat16(), one, (one,)),
        (torch.nn.Parameter(one), one, torch.nn.ParameterList([one])),
        (torch.zeros(2, 2, dtype=torch.complex128).conj(), one, {"A": one}),
        (torch.distributions.Normal(0, 1), one, iter([one])),
    ]
)


def adjoint_gradients(f, z_T, t, grad_zT, params):
    return next(answers)
