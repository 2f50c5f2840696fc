"""Rows of a trainees' workbook, checked and gathered into people."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from levier.evidence.outcomes.situation import AGES
from levier.evidence.outcomes.trainees import Trainee
from levier.foundation.imports.importer import ReadRow, RowError
from levier.foundation.kit.calendar import age_on
from levier.register.people.rows import nameless, other_identities

ENTRY_AHEAD = timedelta(days=366)
EXIT_AHEAD = timedelta(days=5 * 366)
SAYS_NOTHING = frozenset({"", "unknown", "no_news", "not_reached", "none", "no"})
AFTER_THE_EXIT = ("exit_reason", "exit_situation", "exit_observed_on", "later_situation", "later_observed_on")


@dataclass(slots=True)
class Grouping:
    """Rows gathered by person, what is wrong in the rows, and rows that wait or say nothing new."""

    trainees: list[Trainee]
    errors: list[RowError] = field(default_factory=list)
    set_aside: list[RowError] = field(default_factory=list)


def group(rows: list[ReadRow], keys: dict[int, str], on: date) -> Grouping:
    """Gather rows into people by their key (`keys`: {row: key}).

    A person of whom one row is refused waits: half of somebody's stays would give wrong figures. A row that repeats
    another one is read once.
    """
    wrong = [error for row in rows for error in (*row.errors, *check_row(row, on))]
    refused = {error.row for error in wrong}
    grouping = Grouping([], wrong)
    gathered: dict[str, list[ReadRow]] = {}
    for row in rows:
        gathered.setdefault(keys[row.row], []).append(row)
    for stays in gathered.values():
        if len(stays) == 1 and stays[0].row not in refused:
            grouping.trainees.append(Trainee(stays))
        elif len(stays) > 1:
            _gather(stays, refused, grouping)
    return grouping


def _gather(stays: list[ReadRow], refused: set[int], grouping: Grouping) -> None:
    bad = next((row.row for row in stays if row.row in refused), None)
    if bad is not None:
        sentence = _("La ligne %(row)d, de la même personne, est à corriger d'abord.")
        good = (row.row for row in stays if row.row not in refused)
        grouping.set_aside += [RowError(row, "", sentence % {"row": bad}) for row in good]
        return
    kept: list[ReadRow] = []
    for row in stays:
        twin = next((other for other in kept if other.values == row.values), None)
        if twin is None:
            kept.append(row)
            continue
        sentence = _("Elle répète la ligne %(row)d : elle n'est lue qu'une fois.")
        grouping.set_aside.append(RowError(row.row, "", sentence % {"row": twin.row}))
    kept.sort(key=lambda row: (row.values["entry_on"], row.row))
    wrong = other_identities(kept) or _overlaps(kept)
    grouping.errors += wrong
    if not wrong:
        grouping.trainees.append(Trainee(kept))


def check_row(row: ReadRow, on: date) -> list[RowError]:
    """What one row contradicts by itself; `on` is the day the file was given."""
    values, wrong = row.values, []
    entry, exit_on, born = values.get("entry_on"), values.get("exit_on"), values.get("birth_date")
    if unnamed := nameless(row):
        wrong.append(unnamed)
    if entry and exit_on and exit_on < entry:
        sentence = _("La date de sortie (%(exit)s) tombe avant la date d'entrée (%(entry)s) : corrigez l'une des deux.")
        wrong.append(_refused(row, "exit_on", sentence, exit=exit_on, entry=entry))
    if entry and born and age_on(born, entry) not in AGES:
        sentence = _(
            "La date de naissance (%(born)s) donne un âge impossible à l'entrée (%(entry)s) : vérifiez l'année."
        )
        wrong.append(_refused(row, "birth_date", sentence, born=born, entry=entry))
    if entry and entry - on > ENTRY_AHEAD:
        sentence = _("La date d'entrée (%(entry)s) tombe dans plus d'un an : vérifiez l'année.")
        wrong.append(_refused(row, "entry_on", sentence, entry=entry))
    if exit_on and exit_on - on > EXIT_AHEAD:
        sentence = _("La date de sortie (%(exit)s) tombe dans plus de cinq ans : vérifiez l'année.")
        wrong.append(_refused(row, "exit_on", sentence, exit=exit_on))
    length = values.get("length")
    if entry and isinstance(length, date) and length > entry:
        sentence = _(
            "« Inoccupé depuis » (%(length)s) tombe après la date d'entrée (%(entry)s) : corrigez l'une des deux."
        )
        wrong.append(_refused(row, "length", sentence, length=length, entry=entry))
    if not exit_on and "exit_on" not in {error.field for error in row.errors} and _speaks_of_an_exit(values):
        sentence = _("La sortie est décrite, mais sa date manque : écrivez-la, ou videz ce qui la décrit.")
        wrong.append(RowError(row.row, "exit_on", sentence))
    return wrong


def _speaks_of_an_exit(values: dict[str, Any]) -> bool:
    return any(values.get(code, "") not in SAYS_NOTHING for code in AFTER_THE_EXIT)


def _refused(row: ReadRow, code: str, sentence: str, **days: date) -> RowError:
    written = {name: f"{day:%d/%m/%Y}" for name, day in days.items()}
    return RowError(row.row, code, sentence % written, next(iter(written.values())))


def _overlaps(stays: list[ReadRow]) -> list[RowError]:
    wrong = []
    for before, after in pairwise(stays):
        ends_on, entry = before.values.get("exit_on"), after.values["entry_on"]
        if entry == before.values["entry_on"]:
            sentence = _(
                "Même personne et même date d'entrée (%(entry)s) qu'à la ligne %(row)d, mais pas les mêmes réponses :"
                " gardez une seule des deux lignes."
            )
        elif ends_on is None:
            sentence = _(
                "Cette entrée (%(entry)s) commence avant la fin de l'entrée de la ligne %(row)d, qui n'a pas de date"
                " de sortie : écrivez-la."
            )
        elif ends_on >= entry:
            sentence = _(
                "Cette entrée (%(entry)s) commence avant la fin de l'entrée de la ligne %(row)d (%(exit)s) :"
                " corrigez l'une des deux dates."
            )
        else:
            continue
        days = {"entry": f"{entry:%d/%m/%Y}", "exit": f"{ends_on:%d/%m/%Y}" if ends_on else "", "row": before.row}
        wrong.append(RowError(after.row, "entry_on", sentence % days, f"{entry:%d/%m/%Y}"))
    return wrong
