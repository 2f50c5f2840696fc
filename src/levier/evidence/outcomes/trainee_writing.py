"""Writing what a trainees' workbook says, in bulk, so that it can be undone exactly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.trainees import Trainee
from levier.foundation.documents.queries import have_documents
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.actions import create_people
from levier.register.people.enums import Scheme
from levier.register.people.models import ContactPoint, KnownNumber, Person

BATCH = 1_000
EPISODE = ("starts_on", "ends_on", "exit_reason", "source_row")
OBSERVATION = (
    *("horizon", "observed_on", "days_after", "reach", "situation", "work", "training", "qualification"),
    *("improvement", "improved", "is_current", "source_row"),
)
DATES = {"entry_on", "exit_on", "birth_date", "unemployed_since", "starts_on", "ends_on", "observed_on"}


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

    def as_json(self) -> dict[str, Any]:
        """What an undo needs to put everything back."""
        parts = {"columns": self.columns, "episodes": self.episodes, "observations": self.observations}
        return {"version": self.version} | {name: _dumped(value) for name, value in parts.items()}


def _sorted(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, str(value)) for name, value in row.items()) for row in rows)


def _dumped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _dumped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_dumped(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _loaded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: parse_date(value) if name in DATES and value else value for name, value in row.items()}


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
    unknown = [trainee for trainee in trainees if trainee.person_id is None]
    people = create_people(by=by, identities=[one.identity for one in unknown], at=at)
    for trainee, person in zip(unknown, people, strict=True):
        trainee.person_id = person.pk
    changes = _Changes(by, run)
    changes.add(
        ImportChange.Effect.NEW,
        "people.person",
        ((one.first.row, p.pk) for one, p in zip(unknown, people, strict=True)),
    )
    progress(len(trainees) // 4)
    _remember_numbers(by, project, trainees, changes)
    new = [trainee for trainee in trainees if trainee.person_id not in now]
    kept = [(trainee, now[trainee.person_id or 0]) for trainee in trainees if trainee.person_id in now]
    changed = [(trainee, held) for trainee, held in kept if held.differences(trainee)]
    _create(by, project, new, changes, at)
    progress(3 * len(trainees) // 4)
    _change(by, changed, changes, run, at)
    changes.save()
    progress(len(trainees))
    return {"new": len(new), "changed": len(changed), "equal": len(kept) - len(changed), "people": len(people)}


@dataclass(slots=True)
class _Changes:
    """Traces of a run, saved at the end."""

    by: Actor
    run: Any
    rows: list[ImportChange] = field(default_factory=list)

    def add(
        self, effect: str, model: str, pairs: Iterable[tuple[int, int]], before: Any = None, version: int = 1
    ) -> None:
        organisation_id = self.by.organisation_id
        self.rows += [
            ImportChange(
                organisation_id=organisation_id,
                run=self.run,
                row=row,
                model=model,
                object_id=pk,
                effect=effect,
                before=before,
                after_version=version,
            )
            for row, pk in pairs
        ]

    def save(self) -> None:
        ImportChange.objects.bulk_create(self.rows, batch_size=5_000)


def _remember_numbers(by: Actor, project: Project, trainees: list[Trainee], changes: _Changes) -> None:
    known = KnownNumber.objects.visible_to(by).filter(scheme=Scheme.WORKBOOK, context=project.code)
    values = set(known.values_list("value", flat=True))
    numbers: dict[str, tuple[Trainee, KnownNumber]] = {}
    for trainee in trainees:
        for number in {str(row.values["number"]) for row in trainee.rows if row.values.get("number")} - values:
            number_row = KnownNumber(
                organisation_id=by.organisation_id,
                person_id=trainee.known_id,
                scheme=Scheme.WORKBOOK,
                context=project.code,
                value=number,
            )
            numbers[number] = (trainee, number_row)
    KnownNumber.objects.bulk_create([row for _trainee, row in numbers.values()], batch_size=5_000)
    changes.add("new", "people.knownnumber", ((one.first.row, row.pk) for one, row in numbers.values()))


def _create(by: Actor, project: Project, new: list[Trainee], changes: _Changes, at: datetime) -> None:
    organisation_id = by.organisation_id
    participations = [
        Participation(
            organisation_id=organisation_id, project=project, person_id=trainee.known_id, **trainee.participation()
        )
        for trainee in new
    ]
    Participation.objects.bulk_create(participations, batch_size=BATCH)
    pairs = list(zip(new, participations, strict=True))
    _write_parts(by, [(trainee, participation.pk) for trainee, participation in pairs], at)
    changes.add("new", "outcomes.participation", ((trainee.first.row, one.pk) for trainee, one in pairs))


def _write_parts(by: Actor, pairs: list[tuple[Trainee, int]], at: datetime) -> None:
    organisation_id, user_id = by.organisation_id, by.user_id
    Episode.objects.bulk_create(
        [
            Episode(organisation_id=organisation_id, participation_id=pk, **episode)
            for trainee, pk in pairs
            for episode in trainee.episodes()
        ],
        batch_size=5_000,
    )
    Observation.objects.bulk_create(
        [
            Observation(
                organisation_id=organisation_id, participation_id=pk, recorded_at=at, recorded_by_id=user_id, **answer
            )
            for trainee, pk in pairs
            for answer in trainee.observations()
        ],
        batch_size=5_000,
    )


def _change(by: Actor, changed: list[tuple[Trainee, Standing]], changes: _Changes, run: Any, at: datetime) -> None:
    """A changed row replaces stays and answers; a changed entry situation is a correction that says its source."""
    corrections = []
    for trainee, held in changed:
        columns = held.differences(trainee).get("columns", {})
        fresh = {name: new for name, (_old, new) in columns.items()}
        Participation.objects.filter(pk=held.pk).update(version=held.version + 1, **fresh)
        changes.add(
            "changed", "outcomes.participation", [(trainee.first.row, held.pk)], held.as_json(), held.version + 1
        )
        corrections += [
            EntryCorrection(
                organisation_id=by.organisation_id,
                participation_id=held.pk,
                field=name,
                old=str(old or ""),
                new=str(new or ""),
                reason=_("classeur importé à nouveau"),
                made_at=at,
                made_by_id=by.user_id,
            )
            for name, (old, new) in columns.items()
            if name not in ("exit_on", "exit_reason")
        ]
    EntryCorrection.objects.bulk_create(corrections)
    ids = [held.pk for _trainee, held in changed]
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        Episode.objects.filter(participation_id__in=part).delete()
        Observation.objects.filter(participation_id__in=part).delete()
    _write_parts(by, [(trainee, held.pk) for trainee, held in changed], at)


def undo_run(by: Actor, run: Any) -> dict[str, int]:
    """Take away what the run made and put back what it changed.

    Raises Refused when somebody has worked on one of its participations since.
    """
    changes = ImportChange.objects.visible_to(by).filter(run=run)
    touched = {
        pk: (version, effect, before)
        for pk, version, effect, before in changes.filter(model="outcomes.participation").values_list(
            "object_id", "after_version", "effect", "before"
        )
    }
    versions = dict(Participation.objects.visible_to(by).filter(pk__in=list(touched)).values_list("pk", "version"))
    if any(versions.get(pk) != version for pk, (version, _effect, _before) in touched.items()):
        raise Refused(_("Des participations de cet import ont été modifiées depuis : il ne peut plus être annulé."))
    made = [pk for pk, (_version, effect, _before) in touched.items() if effect == "new"]
    if any(have_documents(by, [f"outcomes.participation:{pk}" for pk in part]) for part in _parts(made)):
        raise Refused(_("Des documents ont été ajoutés à ces participations : retirez-les avant d'annuler l'import."))
    for pk, (_version, effect, before) in touched.items():
        if effect == "changed":
            _put_back(by, pk, before, run)
    for part in _parts(made):
        Participation.objects.filter(pk__in=part).delete()
    _forget_people(by, changes)
    return {"removed": len(made), "restored": len(touched) - len(made)}


def _put_back(by: Actor, pk: int, before: dict[str, Any], run: Any) -> None:
    Participation.objects.filter(pk=pk).update(version=before["version"], **_loaded(before["columns"]))
    Episode.objects.filter(participation_id=pk).delete()
    Observation.objects.filter(participation_id=pk).delete()
    EntryCorrection.objects.filter(participation_id=pk, made_at=run.done_at).delete()
    common = {"organisation_id": by.organisation_id, "participation_id": pk}
    Episode.objects.bulk_create([Episode(**common, **_loaded(row)) for row in before["episodes"]])
    Observation.objects.bulk_create(
        [
            Observation(**common, recorded_at=run.done_at, recorded_by_id=by.user_id, **_loaded(row))
            for row in before["observations"]
        ]
    )


def _forget_people(by: Actor, changes: Any) -> None:
    """People that the run made go, unless somebody has since given them another life in the house."""
    numbers = list(changes.filter(model="people.knownnumber").values_list("object_id", flat=True))
    for part in _parts(numbers):
        KnownNumber.objects.visible_to(by).filter(pk__in=part).delete()
    people = list(changes.filter(model="people.person").values_list("object_id", flat=True))
    for part in _parts(people):
        idle = Person.objects.visible_to(by).filter(
            pk__in=part, participations=None, enrolments=None, attendances=None, known_numbers=None
        )
        ids = list(idle.values_list("pk", flat=True))
        ContactPoint.objects.filter(person_id__in=ids).delete()
        Person.objects.filter(pk__in=ids).delete()


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
