"""Facts kept beside the project; the tests that read them are skipped, with the reason, where they are absent."""

import csv

import pytest


@pytest.fixture(scope="session")
def shared_table(shared_data):
    """Reads one of the shared CSV tables as a list of rows."""

    def read(name: str) -> list[dict[str, str]]:
        with (shared_data / name).open(encoding="utf-8", newline="") as table:
            return list(csv.DictReader(table))

    return read
