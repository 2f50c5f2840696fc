"""Rows of a workbook that name people: who they are, which rows are one person, and whom of them we know."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from levier.foundation.imports.cells import read_text
from levier.foundation.imports.importer import Question, ReadRow, RowError
from levier.foundation.kit.actors import Actor
from levier.register.people.actions import Identity
from levier.register.people.duplicates import Draft, candidates
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber
from levier.register.people.names import name_key

SAME, OTHER = "same", "other"
SAME_NAME = 80


class Bearer(Protocol):
    """A person of a sheet: the first of its rows, and who that is once we know."""

    person_id: int | None

    @property
    def first(self) -> ReadRow: ...


def read_full_name(cell: Any) -> tuple[str, str]:
    """(first name, last name) of "DUPONT Marie", "Dupont, Marie" or "Marie Dupont": capitals and commas tell."""
    text = read_text(cell)
    if "," in text:
        last, _comma, first = text.partition(",")
        return first.strip(), last.strip()
    words = text.split()
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):
        return " ".join(word for word in words if word not in loud), " ".join(loud)
    return (" ".join(words[1:]), words[0]) if len(words) > 1 else (text, "")


def names_of_row(row: ReadRow) -> tuple[str, str]:
    """(first name, last name) of a row, from two columns or one."""
    first, last = row.values.get("first_name", ""), row.values.get("last_name", "")
    if not first and not last:
        first, last = row.values.get("full_name", ("", ""))
    return first[:100], last[:100]


def number_of(row: ReadRow) -> str:
    return str(row.values.get("number", ""))


def key_of(row: ReadRow) -> str:
    """What says that two rows are one person: the N° of the workbook, else name and birth date."""
    number = row.values.get("number")
    if number:
        return f"n:{number}"
    return f"i:{name_key(*names_of_row(row))}:{row.values.get('birth_date') or ''}"


def keys_of(rows: Sequence[ReadRow]) -> dict[int, str]:
    """{row: key of its person}: the same N° is one person, and so is the same name with the same birth date."""
    found: dict[int, str] = {}
    identities: dict[tuple[str, Any], str] = {}
    for row in rows:
        key, born = key_of(row), row.values.get("birth_date")
        if born and any(names_of_row(row)):
            key = identities.setdefault((name_key(*names_of_row(row)), born), key)
        found[row.row] = key
    return found


def draft_of(row: ReadRow) -> Draft:
    """The person of a row, to be compared with those we know."""
    contacts = tuple(row.values[code] for code in ("phone", "mail") if row.values.get(code))
    return Draft(*names_of_row(row), row.values.get("birth_date"), contacts)


def identity_of(row: ReadRow) -> Identity:
    """The person of a row, to be made."""
    values = row.values
    return Identity(
        *names_of_row(row),
        birth_date=values.get("birth_date"),
        gender=values.get("gender", ""),
        nationalities=values.get("nationalities", ""),
        postcode=str(values.get("postcode", ""))[:10],
        commune=values.get("commune", "")[:80],
        phones=tuple(filter(None, [values.get("phone", "")])),
        mails=tuple(filter(None, [values.get("mail", "")])),
    )


def nameless(row: ReadRow) -> RowError | None:
    """The fault of a row that names nobody; none when a name stands there and could not be read."""
    if any(names_of_row(row)) or {"last_name", "first_name", "full_name"} & {error.field for error in row.errors}:
        return None
    return RowError(row.row, "last_name", _("Il manque le nom et le prénom : écrivez-les."))


def other_identities(rows: Sequence[ReadRow]) -> list[RowError]:
    """The same N° with another identity is a fault of the sheet. `rows` are those of one key."""
    first, wrong = rows[0], []
    for row in rows[1:]:
        key, other = name_key(*names_of_row(first)), name_key(*names_of_row(row))
        births = {row.values.get("birth_date"), first.values.get("birth_date")} - {None}
        if fuzz.token_sort_ratio(key, other) < SAME_NAME or len(births) > 1:
            sentence = _("Le N° %(number)s désigne une autre personne à la ligne %(row)d : donnez à chacune le sien.")
            number = row.values.get("number", "")
            wrong.append(RowError(row.row, "number", sentence % {"number": number, "row": first.row}, number))
    return wrong


def recognise(by: Actor, bearers: Sequence[Bearer], context: str, decisions: Mapping[str, str]) -> list[Question]:
    """Give each the person we know; ask where it is not sure. Same name and birth date are sure, and a known N° is.

    `context` is that of the workbook's numbers: a project's code, or the list of an association.
    """
    numbers = KnownNumber.objects.visible_to(by).filter(scheme=Scheme.WORKBOOK, context=context)
    by_number = dict(numbers.values_list("value", "person_id"))
    questions, taken = [], set[int]()
    drafts = [draft_of(one.first) for one in bearers]
    for bearer, found in zip(bearers, candidates(by, drafts), strict=True):
        numbered = next((one for one in found if one.person_id == by_number.get(number_of(bearer.first))), None)
        best = numbered or next((one for one in found if one.person_id not in taken), None)
        if best is None:
            continue
        key = f"person:{key_of(bearer.first)}:{best.person_id}"
        answer = decisions.get(key) or (SAME if best.is_same or numbered else decisions.get("all:person", ""))
        if answer == SAME:
            bearer.person_id = best.person_id
            taken.add(best.person_id)
        elif not answer:
            questions.append(_is_it_them(key, bearer.first, best.sentence))
    return questions


def _is_it_them(key: str, row: ReadRow, why: str) -> Question:
    first, last = names_of_row(row)
    asked = _("%(name)s ressemble à une personne déjà connue : %(why)s.") % {"name": f"{first} {last}", "why": why}
    choices = (
        (SAME, _("C'est la même personne : ne faire qu'une fiche")),
        (OTHER, _("Ce sont deux personnes")),
    )
    return Question(key, row.row, asked, choices, "person")
