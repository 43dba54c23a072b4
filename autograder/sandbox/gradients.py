"""How autograd sees a student's function: the gradients of what it returns, and the memory that they take.

The arguments listed in `by` (their places; a tensor, or a tuple of them) are followed, and L = sum(cotangent * value):

    differentiated  {value, gradients: for each place in `by` dL/d(argument), alike; None where autograd finds no way to it}
    measured        the same, and {kept_bytes, peak_bytes}

`kept_bytes` counts the storage that is alive when the function has returned, without that of its arguments and of what it
returned: what autograd saved for the way back, and what the function kept itself. `peak_bytes` is the most that was alive at
once, until the gradients were there. Both depend on nothing but the call. (Hooks on saved tensors would tell the first part
alone, and torch.func does not run under them.)

They are taken in the student's process, whose code could hide what it keeps, in an array of numpy's for one, or write here what
it likes: they show what an honest function does.
"""

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Function = Callable[..., Any]


def differentiated(chosen: Function, args: list[Any], cotangent: Any, by: list[int]) -> dict[str, Any]:
    """What the function returns for these arguments, and the gradients of sum(cotangent * that)."""
    leaves = [_leaf(argument) if place in by else argument for place, argument in enumerate(args)]
    value = chosen(*leaves)
    return _told(value, _back(value, leaves, cotangent, by), args, leaves)


def measured(chosen: Function, args: list[Any], cotangent: Any, by: list[int]) -> dict[str, Any]:
    """The same, with the bytes that it takes."""
    leaves = [_leaf(argument) if place in by else argument for place, argument in enumerate(args)]
    with _live_storage(_tensors([*leaves, cotangent])) as live:
        value = chosen(*leaves)
        gc.collect(1)  # a cycle of references that the function left keeps its tensors until then
        given = _storages([*leaves, cotangent]) | _storages(value)
        kept = sum(size for key, size in live.sizes.items() if key not in given)
        gradients = _back(value, leaves, cotangent, by)
    return _told(value, gradients, args, leaves) | {"kept_bytes": kept, "peak_bytes": live.peak}


def _leaf(argument: Any) -> Any:
    """The argument as autograd follows it, in the memory that it has."""
    if isinstance(argument, list | tuple):
        return type(argument)(_leaf(item) for item in argument)
    is_real = is_tensor(argument) and argument.is_floating_point()
    return argument.detach().requires_grad_() if is_real else argument


def _back(value: Any, leaves: list[Any], cotangent: Any, by: list[int]) -> list[Any]:
    """The gradients; None for each tensor where the value is not one that autograd can go back from."""
    torch = sys.modules["torch"]
    followed = [leaf for place in by for leaf in _tensors(leaves[place]) if leaf.requires_grad]
    found: Iterator[Any] = iter([None] * len(followed))
    value = _stacked(value)
    if is_tensor(value) and value.shape == cotangent.shape and value.requires_grad:
        found = iter(torch.autograd.grad(value, followed, cotangent.to(value.dtype), allow_unused=True))

    def alike(leaf: Any) -> Any:
        if isinstance(leaf, list | tuple):
            return [alike(item) for item in leaf]
        return next(found) if is_tensor(leaf) and leaf.requires_grad else None

    return [alike(leaves[place]) for place in by]


def _stacked(value: Any) -> Any:
    """A list or tuple of tensors of one shape as a tensor; anything else as it is."""
    items = _tensors(value) if isinstance(value, list | tuple) else []
    if items and len(items) == len(value) and len({item.shape for item in items}) == 1:
        return sys.modules["torch"].stack(items)
    return value


def _told(value: Any, gradients: list[Any], args: list[Any], leaves: list[Any]) -> dict[str, Any]:
    """The reply. A .grad that the function left on a followed argument is left on the argument itself, where it is seen."""
    for argument, leaf in zip(_tensors(args), _tensors(leaves), strict=True):
        if argument is not leaf:
            argument.grad = leaf.grad
    return {"value": value, "gradients": gradients}


def _tensors(value: Any) -> list[Any]:
    """All tensors in nested lists and tuples."""
    if isinstance(value, list | tuple):
        return [tensor for item in value for tensor in _tensors(item)]
    return [value] if is_tensor(value) else []


def _storages(value: Any) -> set[int]:
    return {tensor.untyped_storage()._cdata for tensor in _tensors(value)}


def is_tensor(value: Any) -> bool:
    """Whether it is a tensor: nothing is where torch was not imported."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def _live_storage(known: list[Any]) -> Any:
    """A mode of torch in which every new storage is counted while it is alive; that of the tensors `known` is not new."""
    from torch.utils._python_dispatch import TorchDispatchMode

    class Live(TorchDispatchMode):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.sizes: dict[int, int] = {}
            self.watched: dict[int, Any] = {}
            self.total = self.peak = 0

        def __torch_dispatch__(self, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            result = operation(*args, **(kwargs or {}))
            for tensor in _tensors(result):
                storage = tensor.untyped_storage()
                key = storage._cdata
                if key not in self.watched and key not in old:
                    self.watched[key] = weakref.ref(storage, partial(self.gone, key))
                    self.sizes[key] = storage.nbytes()
                    self.total += self.sizes[key]
                    self.peak = max(self.peak, self.total)
            return result

        def gone(self, key: int, _: Any) -> None:
            self.total -= self.sizes.pop(key)
            del self.watched[key]

    old = _storages(known)
    return Live()
