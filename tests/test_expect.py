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
    for other in ({"refused": False}, True, None, {"refused": 1}, np.ones(2), {"refused": np.ones(2)}):
        with pytest.raises(expect.Failed, match="expected a ValueError for a negative step; got a returned value"):
            expect.refused(other, what="a negative step")


@pytest.mark.parametrize(
    "got", [[[3, 4], [1, 2]], [[1, 2 + 1e-7], [3, 4]], np.array([[3, 4], [1, 2]], dtype=np.float32)]
)
def test_points_are_the_same_in_any_order(got: object) -> None:
    expect.points(got=got, want=[[1, 2], [3, 4]], atol=1e-6, why="measured", what="zeros")


@pytest.mark.parametrize(
    "got, told",
    [
        ([[1, 2], [3, 4], [3, 4]], "expected 2 zeros; got 3"),
        ([[1, 2], [1, 2]], r"expected zeros = 3 at index \(1, 0\)"),
        ([[1, 2], [3, 5]], "off by 1"),
        ([1, 3], r"expected zeros of shape \(2, 2\); got shape \(2,\)"),
        ([], "expected 2 zeros; got 0"),
        ([[1, 2], [3]], "rows of unlike lengths"),
        (np.array(1.0), r"got shape \(\)"),
        (None, "got None"),
    ],
)
def test_other_points_fail(got: object, told: str) -> None:
    with pytest.raises(expect.Failed, match=told):
        expect.points(got=got, want=[[1, 2], [3, 4]], atol=1e-6, why="measured", what="zeros")


def test_no_points_at_all_still_have_a_dimension() -> None:
    expect.points(got=np.empty((0, 2)), want=np.empty((0, 2)), atol=1e-6, why="measured", what="zeros")
    with pytest.raises(expect.Failed, match=r"shape \(0, 2\); got shape \(0,\)"):
        expect.points(got=[], want=np.empty((0, 2)), atol=1e-6, why="measured", what="zeros")


TREES = {"conifer": "needle tree", "needle leaf": "needle tree"}


@pytest.mark.parametrize("got", ["needle tree", "Needle-Tree", " NEEDLE_trees", "Conifer", "conifers", "needle-leaf"])
def test_a_label_may_be_written_otherwise(got: str) -> None:
    expect.label(got=got, want="needle tree", synonyms=TREES)
    expect.label(got=np.array(got), want="Needle-tree", synonyms=TREES)


@pytest.mark.parametrize(
    "got, hint", [("tree", "Which?"), ("Trees", ""), ("leaf tree", ""), ("", ""), (None, ""), (b"conifer", ""), (1, "")]
)
def test_another_label_fails_and_a_coarser_one_is_told_so(got: object, hint: str) -> None:
    with pytest.raises(expect.Failed, match="expected its kind = 'needle tree'; got its kind") as caught:
        expect.label(got=got, want="needle tree", what="its kind", synonyms=TREES, coarser={"tree": "Which?"})
    assert caught.value.hint == hint
