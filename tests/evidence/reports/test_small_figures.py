"""Small sensitive figures are hidden on paper, with what would give them away."""

import pytest

from levier.evidence.reports.suppression import hidden


def cells(women=0, men=0, non_binary=0, unknown=0):
    return {
        "women": women,
        "men": men,
        "non_binary": non_binary,
        "unknown": unknown,
        "total": women + men + non_binary + unknown,
    }


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (cells(), set()),
        (cells(women=9, men=12), set()),
        (cells(women=9, men=12, non_binary=1), {"non_binary", "women"}),
        (cells(women=20, men=3, non_binary=2), {"men", "non_binary"}),
        (cells(women=3), {"women", "total"}),
        (cells(women=2, men=1), {"women", "men", "total"}),
        (cells(women=5), set()),
    ],
)
def test_a_small_cell_never_goes_alone(figures, expected):
    assert hidden(figures) == expected
