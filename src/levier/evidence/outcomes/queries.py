"""What other rooms ask of participations."""

from collections.abc import Iterator
from typing import Any

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.actors import Actor


def participations_for_lines(actor: Actor, ids: list[int]) -> list[Participation]:
    """Participations of these ids with their person, in the order of the ids."""
    found = Participation.objects.visible_to(actor).select_related("person").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def participation_rows(project: Project) -> Iterator[list[Any]]:
    """Nameless rows of a project for a spreadsheet: id, entry, exit, gender, age, ISCED level."""
    rows = Participation.objects.filter(project=project).order_by("entry_on", "pk")
    columns = rows.values_list("pk", "entry_on", "exit_on", "gender", "age", "isced")
    return (list(row) for row in columns.iterator(chunk_size=2_000))
