"""Participations as they stand before an import, in plain values, compared with what a workbook says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Episode, Observation, Participation
from levier.evidence.outcomes.trainees import Trainee
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor

EPISODE = ("starts_on", "ends_on", "exit_reason", "source_row")
OBSERVATION = (
    *("horizon", "observed_on", "days_after", "reach", "situation", "work", "training", "qualification"),
    *("improvement", "improved", "is_current", "source_row"),
)
BATCH = 900


@dataclass(slots=True)
class Standing:
    """A participation as it stands, with its stays and answers, in plain values."""

    pk: int
    version: int
    columns: dict[str, Any]
    episodes: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)

    def differences(self, trainee: Trainee) -> dict[str, Any]:
        """What the sheet would change: {"columns": {name: (old, new)}, "episodes", "observations"}; {} when equal."""
        wanted = trainee.participation()
        columns = {name: (self.columns[name], value) for name, value in wanted.items() if self.columns[name] != value}
        found: dict[str, Any] = {"columns": columns} if columns else {}
        if _sorted(self.episodes) != _sorted(trainee.episodes()):
            found["episodes"] = True
        if _sorted(self.observations) != _sorted(trainee.observations()):
            found["observations"] = True
        return found


def _sorted(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, str(value)) for name, value in row.items() if name != "source_row") for row in rows)


def standing(project: Project) -> dict[int, Standing]:
    """Participations of a project by person, in three queries whatever their number."""
    names = [
        f.name for f in Participation._meta.local_fields if f.name not in ("id", "organisation", "project", "person")
    ]
    names.remove("version")
    rows = Participation.objects.filter(project=project).values_list("pk", "person_id", "version", *names)
    held = {row[0]: (row[1], Standing(row[0], row[2], dict(zip(names, row[3:], strict=True)))) for row in rows}
    mine = {"participation__project": project}
    for pk, *values in Episode.objects.filter(**mine).values_list("participation_id", *EPISODE):
        held[pk][1].episodes.append(dict(zip(EPISODE, values, strict=True)))
    for pk, *values in Observation.objects.filter(**mine).values_list("participation_id", *OBSERVATION):
        held[pk][1].observations.append(dict(zip(OBSERVATION, values, strict=True)))
    return dict(held.values())


def touched_by_hand(by: Actor, found: list[Standing]) -> set[int]:
    """Which of these participations somebody has changed, or entered, since the last import that wrote them."""
    last: dict[int, int] = {}
    for part in parts([one.pk for one in found]):
        changes = ImportChange.objects.visible_to(by).filter(model="outcomes.participation", object_id__in=part)
        changes = changes.exclude(run__state="undone").order_by("pk")
        last |= dict(changes.values_list("object_id", "after_version"))
    return {one.pk for one in found if last.get(one.pk) != one.version}


def parts(ids: list[int]) -> Iterable[list[int]]:
    """The same ids, no more at once than a query takes."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
