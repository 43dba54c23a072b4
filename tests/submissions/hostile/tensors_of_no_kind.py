# Attack: answers with tensors that have no numbers to send: fake, nested, wrapped by a transform, sparse, quantised, without storage.
# Expect: adjoint_gradients.adjoint_gradients 0 points, failed or crashed or blocked
# Shows: nothing
from itertools import cycle

import torch
from torch._subclasses.fake_tensor import FakeTensorMode

escaped = []


class Dispatched(torch.Tensor):
    """Every operation on it is another lie, that of becoming numbers too."""

    @staticmethod
    def __new__(cls, *args):
        return torch.Tensor._make_wrapper_subclass(cls, (2,), dtype=torch.float64)

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return cls()

    def numpy(self):
        return self

    cpu = detach = resolve_conj = resolve_neg = numpy


def fake():
    with FakeTensorMode() as mode:
        return mode.from_tensor(torch.ones(2, dtype=torch.float64))


def empty():
    x = torch.ones(2, dtype=torch.float64)
    x.untyped_storage().resize_(0)
    return x


def wrapped():
    torch.func.vmap(lambda x: escaped.append(x) or x)(torch.ones(3, 2, dtype=torch.float64))
    return escaped[-1]


one = torch.ones(2, dtype=torch.float64)
makers = cycle(
    [
        lambda: torch.eye(2, dtype=torch.float64).to_sparse_csr(),
        fake,
        wrapped,
        Dispatched,
        lambda: torch.nested.nested_tensor([one, one[:1]]),
        lambda: torch.quantize_per_channel(torch.ones(2, 2), one, one.long(), 0, torch.qint8),
        lambda: one.to(torch.float8_e4m3fn),
        lambda: torch.ones(1, dtype=torch.float64).expand(10**9),
        empty,
    ]
)


def adjoint_gradients(f, z_T, t, grad_zT, params):
    answer = next(makers)()
    return answer, one, (one,)
