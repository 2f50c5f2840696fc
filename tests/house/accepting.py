"""Writing the golden files, at the end of a run with `--accept`."""

from tests.house import access, budgets


def accept_all() -> None:
    """Write each golden file whose figures that run took entirely."""
    access.accept_matrix()
    budgets.accept_budgets()
