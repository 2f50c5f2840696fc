"""Facts kept beside the project; the tests that read them are skipped, with the reason, where they are absent."""

import csv
import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def shared_files() -> Path:
    """The folder `data` of the shared facts: named by LEVIER_SHARED, else beside the repository."""
    folder = Path(os.environ.get("LEVIER_SHARED") or REPOSITORY.parent / "shared") / "data"
    if not folder.is_dir():
        pytest.skip("shared facts absent: set LEVIER_SHARED to their folder to run this test")
    return folder


@pytest.fixture(scope="session")
def shared_table(shared_files):
    """Reads one of the shared CSV tables as a list of rows."""

    def read(name: str) -> list[dict[str, str]]:
        with (shared_files / name).open(encoding="utf-8", newline="") as table:
            return list(csv.DictReader(table))

    return read
