"""What the database file still holds of rows that were deleted, and how it forgets them."""

from typing import Any

from django.db import connection


def forget_on_disk(database: Any = connection) -> None:
    """Call it after the commit. SQLite: deleted bytes are zeroed in the file (`secure_delete`), but the write-ahead log
    holds the old pages until it is emptied into the file. PostgreSQL keeps dead rows until the maintenance role runs
    VACUUM, which the application may not."""
    if database.vendor == "sqlite":
        with database.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
