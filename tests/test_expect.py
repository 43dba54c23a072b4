"""The words that checks are written in: what passes, what fails, and what is said then."""

import numpy as np
import pytest

from autograder import expect

Z = np.array([3 - 4j, 1 + 1j])


@pytest.mark.parametrize("got", [Z, list(Z), tuple(Z), Z * (1 + 1e-11), Z.astype(np.complex64)])
def test_complex_numbers_are_compared_where_the_truth_is_complex(got: object) -> None:
    expect.close(got=got, want=Z, why="measured")


@pytest.mark.parametrize(
    "got, told",
    [
        (Z.conj(), "expected 3-4j at index 0"),
        (Z.real, "expected 3-4j at index 0"),
        (np.array([3 - 4j, complex("nan")]), "of finite numbers"),
        (Z[:1], r"shape \(2,\); got shape \(1,\)"),
    ],
)
def test_other_complex_numbers_fail(got: object, told: str) -> None:
    with pytest.raises(expect.Failed, match=told):
        expect.close(got=got, want=Z, why="measured")


def test_complex_numbers_fail_where_the_truth_is_real() -> None:
    with pytest.raises(expect.Failed, match="got complex numbers"):
        expect.close(got=Z, want=[1.0, 2.0], why="measured")


def test_a_refusal_is_what_refused_says() -> None:
    expect.refused({"refused": True}, what="a negative step")
    for other in ({"refused": False}, True, None, {"refused": 1, "x": 2}):
        with pytest.raises(expect.Failed, match="expected a ValueError for a negative step; got a returned value"):
            expect.refused(other, what="a negative step")
