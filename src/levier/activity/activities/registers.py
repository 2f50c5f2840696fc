"""Lists that rooms above sign themselves into."""

from collections.abc import Callable, Iterable

from levier.foundation.kit.registers import Register

participants: Register[Callable[[int, set[int]], set[int] | None]] = Register()
"""Functions `(project id, people) -> those of them who take part in it`, or None when the project keeps no
participants; outcomes signs in."""


def outside(project_id: int | None, people: Iterable[int]) -> set[int]:
    """Of these people, those whose hours do not count for a project because they take no part in it.

    Nobody while the project has no participant at all: its door is open to all.
    """
    asked = set(people)
    if project_id is None or not asked:
        return set()
    found = [inside for of_project in participants if (inside := of_project(project_id, asked)) is not None]
    return asked.difference(*found) if found else set()
