"""The same person twice within one workbook: what is sure, and what only the user knows."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from levier.foundation.imports.importer import Question, ReadRow
from levier.register.people.duplicates import Draft, Known, compare, turned
from levier.register.people.rows import OTHER, SAME, key_of, names_of_row

MOST_ALIKE = 60
"""Beyond so many people born on one day (1 January, for whoever does not know theirs), only the same name is asked."""


def keys_of_rows(rows: list[ReadRow], decisions: dict[str, str]) -> tuple[dict[int, str], list[Question]]:
    """({row: key of its person}, questions). The same N° is one person, and so is, without N°, the same name and birth.

    Two N° of one name and birth date, near names of one birth date, the same name of which one birth date lacks: asked.
    """
    keys = {row.row: key_of(row) for row in rows}
    questions = list(_namesakes_without_birth(rows, keys, decisions))
    first: dict[str, ReadRow] = {}
    for row in rows:
        first.setdefault(keys[row.row], row)
    same: dict[str, str] = {}
    for one, other, sentence in _alike(first):
        left, right = same.get(one, one), same.get(other, other)
        answer = decisions.get(f"rows:{one}:{other}") or decisions.get("all:rows", "")
        if answer == SAME and left != right:
            same = {key: left if value == right else value for key, value in same.items()} | {right: left, other: left}
        elif not answer:
            questions.append(_question(f"rows:{one}:{other}", first[other], first[one].row, sentence))
    return {row: same.get(key, key) for row, key in keys.items()}, questions


def _question(key: str, row: ReadRow, other: int, why: str) -> Question:
    name = " ".join(filter(None, names_of_row(row)))
    sentence = _("%(name)s ressemble à la personne de la ligne %(row)d : %(why)s.")
    choices = ((SAME, _("C'est la même personne")), (OTHER, _("Ce sont deux personnes")))
    return Question(key, row.row, sentence % {"name": name, "row": other, "why": why}, choices, "rows")


def _namesakes_without_birth(
    rows: list[ReadRow], keys: dict[int, str], decisions: dict[str, str]
) -> Iterable[Question]:
    """Without N° and without birth date, the same name may be two people."""
    first: dict[str, ReadRow] = {}
    for row in rows:
        key = keys[row.row]
        if row.values.get("number") or row.values.get("birth_date") or not any(names_of_row(row)):
            continue
        before = first.setdefault(key, row)
        if before is row or before.values == row.values:
            continue
        answer = decisions.get(f"rows:{key}:{row.row}") or decisions.get("all:rows", "")
        if answer == OTHER:
            keys[row.row] = f"{key}:{row.row}"
        elif not answer:
            why = _("même nom, et aucune des deux n'a de date de naissance")
            yield _question(f"rows:{key}:{row.row}", row, before.row, why)


def _alike(first: dict[str, ReadRow]) -> Iterable[tuple[str, str, str]]:
    """(key, other key, why) of people of the sheet who may be one, each pair once, in the order of the sheet."""
    named = {key: (Draft(*names_of_row(row), row.values.get("birth_date")), row) for key, row in first.items()}
    by_birth: dict[date, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    for key, (draft, row) in named.items():
        if not draft.key:
            continue
        near = by_name.get(draft.key, [])
        if draft.birth_date:
            born = by_birth.setdefault(draft.birth_date, [])
            near = [*near, *born] if len(born) <= MOST_ALIKE else near
            exchanged = turned(draft.birth_date)
            near = [*near, *by_birth.get(exchanged, ())][: 2 * MOST_ALIKE] if exchanged else near
            born.append(key)
        for other in dict.fromkeys(near):
            held = named[other][0]
            likeness = compare(draft, Known(0, held.key, held.birth_date, frozenset()))
            if likeness and not (likeness.score == 1.0 and _numbered_without_birth(draft, held, row, named[other][1])):
                yield other, key, likeness.sentence
        by_name.setdefault(draft.key, []).append(key)


def _numbered_without_birth(draft: Draft, held: Draft, row: ReadRow, other: ReadRow) -> bool:
    """Two N° tell two namesakes apart when a birth date lacks: nothing says that they are one."""
    numbered = bool(row.values.get("number") and other.values.get("number"))
    return numbered and (draft.birth_date is None or held.birth_date is None)
