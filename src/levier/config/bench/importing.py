"""S5. A large trainees' workbook with errors and people known already, beside the bare work on the same rows."""

import io
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import python_calamine as calamine
from django.utils import timezone
from rapidfuzz import fuzz

from levier.config.bench.bulk import insert, last_id
from levier.config.bench.houses import Wanted, actor_in, house, undone
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns, memory_watched
from levier.config.demonstration import names
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Episode, Participation
from levier.foundation.accounts.models import Organisation
from levier.foundation.imports.actions import execute, open_run
from levier.foundation.imports.importer import importers
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import age_on
from levier.foundation.kit.spreadsheets import write_xlsx
from levier.register.people.actions import Identity, create_people
from levier.register.people.models import Person
from levier.register.people.names import name_key
from levier.register.vocabulary.lists import statuses, studies

TIMES, MEGABYTES = 4, 500
HEADERS = [
    *("N°", "Nom", "Prénom", "Sexe", "Date de naissance", "Nationalité", "Code postal", "Commune", "Niveau d'études"),
    *("Statut à l'entrée", "Inoccupé depuis", "Date d'entrée", "Date de sortie"),
]
GENDERS = {"F": "W", "H": "M"}


def run(wanted: Wanted) -> list[Line]:
    count = wanted.size(10_000, 100_000)
    made = house(f"import-{count}", lambda new: fill(new, count), wanted.say)
    data = workbook(count)
    ours, bare = partial(undone, partial(imported, made, data)), partial(undone, partial(bare_import, made, data))
    times, reference = by_turns(ours, bare, repeats=wanted.repeats if count <= 20_000 else min(wanted.repeats, 5))
    with memory_watched(0.05) as memory:
        ours()
    return [
        ratio("S5", f"import de {count} lignes, à côté du travail nu", times, reference, TIMES),
        Line("S5", f"import de {count} lignes : mémoire du processus", memory.most, MEGABYTES, "Mo"),
    ]


def _name(dice: random.Random) -> str:
    """A family name; no two are alike, so that nothing is left to ask."""
    return "".join(dice.choice("bcdfglmnprstv") + dice.choice("aeiou") for _ in range(6)).capitalize()


def _people(count: int) -> list[tuple[str, str, date]]:
    dice = random.Random(count)  # noqa: S311 - not a secret
    born = date(1965, 1, 1)
    first = [*names.FIRST["W"], *names.FIRST["M"]]
    return [(dice.choice(first), _name(dice), born + timedelta(days=dice.randrange(14_000))) for _ in range(count)]


def fill(made: Organisation, count: int) -> None:
    """A project, and one person in twenty of the workbook known already."""
    project = {"code": "BANC", "title": "Projet", "status": "running", "rule_set": "esf-plus-2021"}
    Project.objects.create(organisation=made, **project)
    known = [Identity(first, last, born) for first, last, born in _people(count)[::20]]
    create_people(by=the_house(made.pk), identities=known, at=timezone.now())


def workbook(count: int) -> bytes:
    """As a program writes it; one row in a hundred has a date that is none."""
    study, status = studies()["cess"], statuses()["job_seeker"]
    rows = []
    for number, (first, last, born) in enumerate(_people(count), start=1):
        entry: Any = date(2025, 1, 6) + timedelta(days=number % 300)
        row = [number, last, first, "FH"[number % 2], born, "belge", "1060", "Saint-Gilles", study.fr, status.fr]
        since, left = entry - timedelta(days=400), entry + timedelta(days=40)
        rows.append([*row, since, "31/02/2025" if number % 100 == 0 else entry, left if number % 3 else None])
    return write_xlsx([("Stagiaires", HEADERS, rows)])


def imported(made: Organisation, data: bytes) -> dict[str, Any]:
    """What `levier import` does: the file taken in and read once, the good rows imported, with journal and undo."""
    by, at = actor_in(made), timezone.now()
    about = importers["people"].target(by, "BANC")
    run, reading = open_run(by=by, importer=importers["people"], about=about or "", name="banc.xlsx", data=data, at=at)
    return dict(execute(by=by, run=run, good_rows_only=True, at=at, reading=reading).summary)


def bare_import(made: Organisation, data: bytes) -> dict[str, int]:
    """Parse, check each cell, find who is known by keys, write plain values: no mapping, journal or undo."""
    sheet = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    _headers, *rows = sheet.to_python()
    levels, places = ({one.fr: one for one in terms.values()} for terms in (studies(), statuses()))
    good = [read for row in rows if (read := _checked(row, levels, places))]
    known = _recognised(made, good)
    own: dict[str, Any] = {"organisation_id": made.pk}
    project, at = Project.objects.get(organisation=made), timezone.now()
    person, stay = 1 + last_id(Person), 1 + last_id(Participation)
    ids = [known.get(place, person + place) for place in range(len(good))]
    people = [
        (pk, *one[:7], one[-1]) for place, (pk, one) in enumerate(zip(ids, good, strict=True)) if place not in known
    ]
    insert(Person, PERSON, iter(people), made_at=at, **own)
    rows_in = ((stay + place, pk, *one[7:-1]) for place, (pk, one) in enumerate(zip(ids, good, strict=True)))
    insert(Participation, PARTICIPATION, rows_in, project_id=project.pk, **own)
    stays = ((stay + place, one[7], one[8]) for place, one in enumerate(good))
    insert(Episode, ("participation_id", "starts_on", "ends_on"), stays, **own)
    return {"new": len(good), "people": len(people)}


PERSON = ("id", "first_name", "last_name", "birth_date", "gender", "postcode", "commune", "nationalities", "name_key")
PARTICIPATION = (
    *("id", "person_id", "entry_on", "exit_on", "gender", "birth_date", "age"),
    *("status", "category", "unemployed_since", "studies", "isced"),
)


def _checked(row: list[Any], levels: dict[str, Any], places: dict[str, Any]) -> tuple[Any, ...] | None:
    """Columns of a person, of a participation, and the key of the name; None when a cell is not what it must be."""
    _number, last, first, sex, born, nation, postcode, commune, study, status, since, entry, left = row
    birth, idle, begins, out = _day(born), _day(since), _day(entry), _day(left) if left else None
    level, place, gender = levels.get(study), places.get(status), GENDERS.get(sex)
    if birth is None or idle is None or begins is None or level is None or place is None or gender is None:
        return None
    if nation != "belge" or not (first or last) or not birth < idle <= begins or (out and out < begins):
        return None
    day = str(birth)
    return (
        *(first, last, day, gender, postcode, commune, "BE"),
        *(str(begins), str(out) if out else None, gender, day, age_on(birth, begins)),
        *(place.code, place.category, str(idle), level.code, level.isced),
        name_key(first, last),
    )


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return datetime.strptime(str(cell), "%d/%m/%Y").date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _recognised(made: Organisation, good: list[tuple[Any, ...]]) -> dict[int, int]:
    """{place in the sheet: person known}: same birth date and near names, or the same name; there is no number here."""
    births, same = defaultdict(list), defaultdict(list)
    rows = Person.objects.filter(organisation=made).order_by("pk").values_list("pk", "name_key", "birth_date")
    for pk, key, born in rows:
        births[str(born)].append((pk, key))
        same[key].append((pk, str(born)))
    found = {}
    for place, one in enumerate(good):
        key, born = one[-1], one[2]
        near = [pk for pk, other in births.get(born, ()) if fuzz.ratio(key, other) >= 82]
        near += [pk for pk, other in same.get(key, ()) if other in ("None", born)]
        if near:
            found[place] = near[0]
    return found
