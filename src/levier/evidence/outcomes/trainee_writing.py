"""Writing what a trainees' workbook says, in bulk, so that it can be undone exactly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.trainee_standing import EPISODE, OBSERVATION, Standing, parts
from levier.evidence.outcomes.trainees import Trainee
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import insert_rows, new_keys
from levier.register.people.actions import bring_people
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber

PERSON, NUMBER, PARTICIPATION = "people.person", "people.knownnumber", "outcomes.participation"
CHANGE = ("row", "model", "object_id", "effect", "before", "after_version")
NEW, CHANGED = ImportChange.Effect.NEW.value, ImportChange.Effect.CHANGED.value
WHOLE: dict[type[Any], tuple[str, ...]] = {
    model: tuple(f.attname for f in model._meta.local_concrete_fields)
    for model in (Participation, Episode, Observation)
}


def write(
    by: Actor,
    project: Project,
    trainees: list[Trainee],
    now: dict[int, Standing],
    run: Any,
    progress: Callable[[int], None],
    at: datetime,
) -> dict[str, int]:
    """Write all trainees; returns how many participations are new, changed, equal, and how many people are new."""
    writer = _Writer(by, project, run, at)
    unknown = [trainee for trainee in trainees if trainee.person_id is None]
    writer.bring(unknown)
    progress(len(trainees) // 4)
    writer.remember_numbers(trainees)
    new = [trainee for trainee in trainees if trainee.person_id not in now]
    kept = [(trainee, now[trainee.person_id or 0]) for trainee in trainees if trainee.person_id in now]
    changed = [(trainee, held) for trainee, held in kept if not trainee.is_kept and held.differences(trainee)]
    writer.enter(new)
    progress(3 * len(trainees) // 4)
    writer.change(changed)
    progress(len(trainees))
    return {"new": len(new), "changed": len(changed), "equal": len(kept) - len(changed), "people": len(unknown)}


@dataclass(slots=True)
class _Writer:
    """Writes rows of one import of one project, each with its trace."""

    by: Actor
    project: Project
    run: Any
    at: datetime

    @property
    def house(self) -> int:
        return self.by.organisation_id

    def trace(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of CHANGE: what the import did, for whoever undoes it."""
        insert_rows(ImportChange, CHANGE, rows, organisation_id=self.house, run_id=self.run.pk)

    def bring(self, unknown: list[Trainee]) -> None:
        """Make the people nobody knew."""
        keys = bring_people(by=self.by, identities=[one.identity for one in unknown], at=self.at)
        for trainee, key in zip(unknown, keys, strict=True):
            trainee.person_id = key
        self.trace((one.first.row, PERSON, one.known_id, NEW, None, 1) for one in unknown)

    def remember_numbers(self, trainees: list[Trainee]) -> None:
        """The N° of the workbook names the person from now on, in the hours' sheet and in the next workbook."""
        known = KnownNumber.objects.visible_to(self.by).filter(scheme=Scheme.WORKBOOK, context=self.project.code)
        held = set(known.values_list("value", flat=True))
        numbers: dict[str, Trainee] = {}
        for trainee in trainees:
            for row in trainee.rows:
                if (number := row.values.get("number")) and number not in held:
                    numbers[number] = trainee
        keys = new_keys(KnownNumber, len(numbers))
        insert_rows(
            KnownNumber,
            ("id", "person_id", "value"),
            ((key, one.known_id, number) for key, (number, one) in zip(keys, numbers.items(), strict=True)),
            organisation_id=self.house,
            scheme=Scheme.WORKBOOK.value,
            context=self.project.code,
        )
        owners = zip(keys, numbers.values(), strict=True)
        self.trace((one.first.row, NUMBER, key, NEW, None, 1) for key, one in owners)

    def enter(self, new: list[Trainee]) -> None:
        """Participations of people who were not in the project."""
        keys = new_keys(Participation, len(new))
        pairs = list(zip(new, keys, strict=True))
        names = tuple(new[0].participation()) if new else ()
        insert_rows(
            Participation,
            ("id", "person_id", *names),
            ((key, one.known_id, *one.participation().values()) for one, key in pairs),
            organisation_id=self.house,
            project_id=self.project.pk,
        )
        self._write_parts(pairs)
        self.trace((one.first.row, PARTICIPATION, key, NEW, None, 1) for one, key in pairs)

    def change(self, changed: list[tuple[Trainee, Standing]]) -> None:
        """A changed row replaces stays and answers; a changed entry situation is a correction that says its source."""
        before = _whole([held.pk for _trainee, held in changed])
        corrections: list[tuple[Any, ...]] = []
        for trainee, held in changed:
            columns = held.differences(trainee).get("columns", {})
            fresh = {name: new for name, (_old, new) in columns.items()}
            Participation.objects.filter(pk=held.pk).update(version=held.version + 1, **fresh)
            corrections += [
                (held.pk, name, str(old or ""), str(new or ""))
                for name, (old, new) in columns.items()
                if name not in ("exit_on", "exit_reason")
            ]
        insert_rows(
            EntryCorrection,
            ("participation_id", "field", "old", "new"),
            corrections,
            organisation_id=self.house,
            reason=_("classeur importé à nouveau"),
            made_at=self.at,
            made_by_id=self.by.user_id,
        )
        for part in parts([held.pk for _trainee, held in changed]):
            Episode.objects.filter(participation_id__in=part).delete()
            Observation.objects.filter(participation_id__in=part).delete()
        self._write_parts([(trainee, held.pk) for trainee, held in changed])
        self.trace(
            (trainee.first.row, PARTICIPATION, held.pk, CHANGED, before[held.pk], held.version + 1)
            for trainee, held in changed
        )

    def _write_parts(self, pairs: Sequence[tuple[Trainee, int]]) -> None:
        stays = ((key, *(stay[name] for name in EPISODE)) for one, key in pairs for stay in one.episodes())
        insert_rows(Episode, ("participation_id", *EPISODE), stays, organisation_id=self.house)
        answers = (
            (key, *(answer[name] for name in OBSERVATION)) for one, key in pairs for answer in one.observations()
        )
        insert_rows(
            Observation,
            ("participation_id", *OBSERVATION),
            answers,
            organisation_id=self.house,
            recorded_at=self.at,
            recorded_by_id=self.by.user_id,
        )


def _whole(ids: list[int]) -> dict[int, dict[str, Any]]:
    """All columns of participations, of their stays and of their answers, as JSON, so that nothing is lost."""
    found: dict[int, dict[str, Any]] = {}
    for part in parts(ids):
        for row in Participation.objects.filter(pk__in=part).values(*WHOLE[Participation]):
            found[row["id"]] = {"participation": _as_json(row), "episodes": [], "observations": []}
        for name, model in (("episodes", Episode), ("observations", Observation)):
            mine: Any = model._default_manager.filter(participation_id__in=part).order_by("pk")
            for row in mine.values(*WHOLE[model]):
                found[row["participation_id"]][name].append(_as_json(row))
    return found


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
