"""Rows of a caseload, checked and gathered into accompaniments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.importer import ReadRow, RowError
from levier.foundation.kit.calendar import add_months, age_on
from levier.foundation.kit.texts import fold
from levier.register.people.rows import keys_of, nameless, names_of_row, other_identities
from levier.support.pathways.actions.accompaniment import PLANNED_MONTHS
from levier.support.pathways.enums import Origin, Part

AGES = range(12, 101)


@dataclass(slots=True)
class Case:
    """One person of the sheet with the accompaniment that it tells. Most have one row; each more row is one more
    colleague. `is_kept` when the user keeps what stands in Levier."""

    rows: list[ReadRow]
    person_id: int | None = None
    is_kept: bool = False

    @property
    def first(self) -> ReadRow:
        return self.rows[0]

    @property
    def name(self) -> str:
        return " ".join(filter(None, names_of_row(self.first)))

    @property
    def known_id(self) -> int:
        """The person, once known or created."""
        if self.person_id is None:
            raise LookupError(f"row {self.first.row} has no person yet")
        return self.person_id

    @property
    def started_on(self) -> date:
        started: date = self.first.values["started_on"]
        return started

    def said(self, code: str) -> Any:
        """What the first of its rows that says something says, or None: an empty cell takes nothing away."""
        return next((row.values[code] for row in self.rows if row.values.get(code)), None)

    def columns(self) -> dict[str, Any]:
        """Columns of a new accompaniment."""
        started = self.started_on
        return {
            "opened_on": started,
            "planned_end_on": self.said("planned_end_on") or add_months(started, PLANNED_MONTHS),
            "origin": self.said("origin") or Origin.ITSELF.value,
            "request": self.said("request") or "",
            "last_contact_on": self.said("last_contact_on") or started,
            "closed_on": self.said("closed_on"),
            "exit_reason": self.said("exit_reason") or "",
            "exit_situation": self.said("exit_situation") or "",
        }

    def parts(self) -> list[tuple[int, int, str]]:
        """(row, colleague, part) of each row that names a colleague."""
        return [(row.row, int(row.values["referent"]), part_of(row)) for row in self.rows if row.values.get("referent")]

    def steps(self) -> dict[str, tuple[int, str, date | None]]:
        """{folded title: (row, title, day)} of what comes next; nothing does when it is over."""
        if self.said("closed_on"):
            return {}
        told = [(row.row, row.values["next_step"], row.values.get("next_step_on")) for row in self.rows if _step(row)]
        return {fold(title): (number, title, due) for number, title, due in told}


@dataclass(slots=True)
class Grouping:
    """Rows gathered by person, what is wrong in the rows, and rows that wait or say nothing new."""

    cases: list[Case]
    errors: list[RowError] = field(default_factory=list)
    set_aside: list[RowError] = field(default_factory=list)


def part_of(row: ReadRow) -> str:
    return str(row.values.get("role") or Part.REFERENT.value)


def _step(row: ReadRow) -> bool:
    return bool(fold(row.values.get("next_step", "")))


def group(rows: list[ReadRow], on: date) -> Grouping:
    """Gather rows into people. A person of whom one row is refused waits as a whole; `on` is the day of the file."""
    wrong = [error for row in rows for error in (*row.errors, *check_row(row, on))]
    refused = {error.row for error in wrong}
    keys, gathered = keys_of(rows), dict[str, list[ReadRow]]()
    for row in rows:
        gathered.setdefault(keys[row.row], []).append(row)
    grouping = Grouping([], wrong)
    for mine in gathered.values():
        _gather(mine, refused, grouping)
    return grouping


def _gather(mine: list[ReadRow], refused: set[int], grouping: Grouping) -> None:
    bad = next((row.row for row in mine if row.row in refused), None)
    if bad is not None:
        sentence = _("La ligne %(row)d, de la même personne, est à corriger d'abord.") % {"row": bad}
        grouping.set_aside += [RowError(row.row, "", sentence) for row in mine if row.row not in refused]
        return
    kept: list[ReadRow] = []
    for row in mine:
        twin = next((other for other in kept if other.values == row.values), None)
        if twin is None:
            kept.append(row)
        else:
            sentence = _("Elle répète la ligne %(row)d : elle n'est lue qu'une fois.") % {"row": twin.row}
            grouping.set_aside.append(RowError(row.row, "", sentence))
    wrong = other_identities(kept) or list(_twice(kept))
    grouping.errors += wrong
    if not wrong:
        grouping.cases.append(Case(kept))


def _twice(rows: list[ReadRow]) -> Iterable[RowError]:
    """A second row of one person brings another colleague, and tells the same accompaniment."""
    first, held = rows[0], {(rows[0].values.get("referent"), part_of(rows[0]))}
    for row in rows[1:]:
        started, part = row.values["started_on"], (row.values.get("referent"), part_of(row))
        if started != first.values["started_on"] or not part[0] or part in held:
            sentence = _(
                "Cette personne est déjà à la ligne %(row)d : gardez une seule ligne. Si ce sont deux personnes, donnez"
                " leur N° ou leur date de naissance."
            )
            yield RowError(row.row, "started_on", sentence % {"row": first.row}, f"{started:%d/%m/%Y}")
        elif part[1] == Part.REFERENT and any(one == Part.REFERENT for _user, one in held):
            sentence = _(
                "Cette personne a déjà un·e référent·e à la ligne %(row)d : une seule personne l'est à la fois. Donnez"
                " un autre rôle à l'une des deux."
            )
            yield RowError(row.row, "role", sentence % {"row": first.row})
        held.add(part)


def check_row(row: ReadRow, on: date) -> list[RowError]:
    """What one row contradicts by itself."""
    values, wrong = row.values, []
    started, last, end = (values.get(code) for code in ("started_on", "last_contact_on", "planned_end_on"))
    born = values.get("birth_date")
    if unnamed := nameless(row):
        wrong.append(unnamed)
    for code, day in (("started_on", started), ("last_contact_on", last)):
        if day and day > on:
            sentence = _("Ce jour (%(day)s) n'est pas encore là : notez ce qui a eu lieu, ou vérifiez l'année.")
            wrong.append(_refused(row, code, sentence, day=day))
    if started and last and last < started:
        sentence = _("Les dernières nouvelles (%(last)s) tombent avant le début (%(start)s) : corrigez l'un des deux.")
        wrong.append(_refused(row, "last_contact_on", sentence, last=last, start=started))
    if started and end and end <= started:
        sentence = _("La fin prévue (%(end)s) tombe avant le début (%(start)s) : corrigez l'une des deux.")
        wrong.append(_refused(row, "planned_end_on", sentence, end=end, start=started))
    wrong += _ended(row, on)
    if started and born and age_on(born, started) not in AGES:
        sentence = _("La date de naissance (%(born)s) donne un âge impossible le %(start)s : vérifiez l'année.")
        wrong.append(_refused(row, "birth_date", sentence, born=born, start=started))
    if values.get("next_step_on") and not _step(row):
        sentence = _("Un jour est donné, et l'étape manque : écrivez-la, ou videz le jour.")
        wrong.append(RowError(row.row, "next_step", sentence))
    return wrong


def _ended(row: ReadRow, on: date) -> list[RowError]:
    """What an end contradicts: it comes after the start, not after the file, and has a reason."""
    started, closed, reason = (row.values.get(code) for code in ("started_on", "closed_on", "exit_reason"))
    if not closed:
        sentence = _("Une raison de fin est donnée, et le jour de la fin manque : écrivez-le, ou videz la raison.")
        return [RowError(row.row, "closed_on", sentence)] if reason or row.values.get("exit_situation") else []
    if started and closed < started:
        sentence = _("La fin (%(end)s) tombe avant le début (%(start)s) : corrigez l'une des deux.")
        return [_refused(row, "closed_on", sentence, end=closed, start=started)]
    if closed > on:
        sentence = _("La fin (%(day)s) n'est pas encore là : mettez-la dans « Fin prévue », ou vérifiez l'année.")
        return [_refused(row, "closed_on", sentence, day=closed)]
    if not reason:
        sentence = _("Une fin est donnée, et sa raison manque : écrivez-la.")
        return [RowError(row.row, "exit_reason", sentence)]
    return []


def _refused(row: ReadRow, code: str, sentence: str, **days: date) -> RowError:
    written = {name: f"{day:%d/%m/%Y}" for name, day in days.items()}
    return RowError(row.row, code, sentence % written, next(iter(written.values())))
