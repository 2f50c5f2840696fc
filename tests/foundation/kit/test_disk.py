"""What was deleted is no longer in the database file, nor beside it."""

from pathlib import Path

import pytest
from django.db import ConnectionHandler

from levier.config.databases import database
from levier.foundation.kit.disk import forget_on_disk

pytestmark = pytest.mark.django_db
NAME = b"Zulaykha"


def written(folder: Path) -> int:
    return sum(path.read_bytes().count(NAME) for path in folder.iterdir())


@pytest.fixture
def house(tmp_path):
    """A house of its own with three hundred rows about somebody, on the disk as ours are."""
    handler = ConnectionHandler({"default": database("", tmp_path)})
    here = handler["default"]
    here.inc_thread_sharing()
    with here.cursor() as cursor:
        cursor.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        cursor.executemany("INSERT INTO note (text) VALUES (%s)", [[f"{NAME.decode()} {n} " * 40] for n in range(300)])
        cursor.execute("INSERT INTO note (text) VALUES ('Aziz')")
    yield here
    here.close()


def test_a_row_deleted_leaves_no_byte_once_the_log_is_emptied(house, tmp_path):
    before = written(tmp_path)
    with house.cursor() as cursor:
        cursor.execute("DELETE FROM note WHERE text LIKE 'Zulaykha%%'", [])

    forget_on_disk(house)

    assert (before > 300, written(tmp_path)) == (True, 0)


def test_without_it_the_log_still_says_the_name(house, tmp_path):
    with house.cursor() as cursor:
        cursor.execute("DELETE FROM note WHERE text LIKE 'Zulaykha%%'", [])

    assert written(tmp_path) > 0
