"""Rows of a diagnosis, read as what was found of people: who, which item, how strong, since when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.imports.importer import Question, ReadRow, RowError
from levier.foundation.kit.formats import day
from levier.foundation.kit.texts import fold
from levier.register.people.rows import keys_of, nameless, names_of_row, other_identities
from levier.support.pathways.enums import Level
from levier.support.pathways.models import Item
from levier.support.pathways.sheets.diagnosis_fields import COLUMN, KnownItems, field_of_item, level_for

LEVEL, SINCE, GIVEN, LEAVE = "level", "since", "given", "leave"


@dataclass(frozen=True, slots=True)
class Found:
    """One state of one item, as a cell tells it. `author` is None when the sheet does not say who noted it."""

    row: int
    item: Item
    level: str
    since: date
    remark: str
    author: int | None


@dataclass(slots=True)
class Talked:
    """One person of the sheet, with all that was found of them."""

    rows: list[ReadRow]
    person_id: int | None = None
    found: list[Found] = field(default_factory=list)

    @property
    def first(self) -> ReadRow:
        return self.rows[0]

    @property
    def name(self) -> str:
        return " ".join(filter(None, names_of_row(self.first)))


@dataclass(slots=True)
class Told:
    """What a sheet tells: people, what is wrong, what is to ask, what is left aside."""

    people: list[Talked] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    set_aside: list[RowError] = field(default_factory=list)


def gather(rows: list[ReadRow], items: KnownItems, decisions: Mapping[str, str], on: date) -> Told:
    """Read rows as findings, by person. `on` is the day the file was given."""
    told = Told()
    is_long = any("item" in row.values for row in rows)
    reader = _Reader(items, decisions, on, told, is_long)
    keys, gathered = keys_of(rows), dict[str, list[ReadRow]]()
    for row in rows:
        told.errors += row.errors
        if unnamed := nameless(row):
            told.errors.append(unnamed)
        elif not row.errors:
            gathered.setdefault(keys[row.row], []).append(row)
    for mine in gathered.values():
        wrong = other_identities(mine)
        told.errors += wrong
        refused = {error.row for error in wrong}
        person = Talked([row for row in mine if row.row not in refused])
        person.found = _once([one for row in person.rows for one in reader.read(row)], told)
        told.people.append(person)
    return told


def _once(found: list[Found], told: Told) -> list[Found]:
    """Each item once a day: what is said twice is read once, what contradicts itself is refused."""
    kept: dict[tuple[str, date], Found] = {}
    for one in found:
        held = kept.setdefault((one.item.code, one.since), one)
        if held is one:
            continue
        words = {"item": one.item, "row": held.row, "day": day(one.since)}
        if (held.level, held.remark) == (one.level, one.remark):
            sentence = _("Elle répète la ligne %(row)d : elle n'est lue qu'une fois.")
            told.set_aside.append(RowError(one.row, "", sentence % words))
        else:
            sentence = _("« %(item)s » est dit autrement à la ligne %(row)d pour le %(day)s : gardez une des deux.")
            told.errors.append(RowError(one.row, "level", sentence % words))
    return list(kept.values())


class _Reader:
    """Reads one row after the other, and asks once what many cells leave open."""

    def __init__(self, items: KnownItems, decisions: Mapping[str, str], on: date, told: Told, is_long: bool) -> None:
        self.items, self.decisions, self.on, self.told, self.is_long = items, decisions, on, told, is_long
        self.asked: set[str] = set()

    def read(self, row: ReadRow) -> list[Found]:
        """What a row tells: nothing when it is refused, left aside, or waits for an answer."""
        said = list(self._said(row))
        if not said:
            if self.is_long:
                self._refuse(row, "item", _("Il manque le frein, le fait ou l'atout : écrivez-le."))
            return []
        since = self._since(row)
        if since is None:
            return []
        levels = [(code, self._level(row, code, level)) for code, level in said]
        if any(level is None for _code, level in levels):
            return []
        author = row.values.get("author")
        remark = row.values.get("remark", "")
        if remark and len(said) > 1:
            sentence = _("Sa précision vaudrait pour plusieurs points à la fois : elle n'est pas reprise.")
            self.told.set_aside.append(RowError(row.row, "remark", sentence))
            remark = ""
        return [
            Found(row.row, self.items.by_code[code], level, since, remark, int(author) if author else None)
            for code, level in levels
            if level
        ]

    def _said(self, row: ReadRow) -> Iterable[tuple[str, str]]:
        """(code of an item, level as it is said) of a row, in either layout."""
        if (code := row.values.get("item")) in self.items.by_code:
            yield code, row.values.get("level", "")
        for name, level in row.values.items():
            if level and name.startswith(COLUMN):
                yield name.removeprefix(COLUMN), level

    def _since(self, row: ReadRow) -> date | None:
        since: date | None = row.values.get("since")
        if since is not None and since > self.on:
            sentence = _("Ce jour (%(day)s) n'est pas encore là : notez ce qui a eu lieu, ou vérifiez l'année.")
            self._refuse(row, "since", sentence % {"day": f"{since:%d/%m/%Y}"}, f"{since:%d/%m/%Y}")
            return None
        if since is not None:
            return since
        answer = self.decisions.get(SINCE, "")
        if answer == LEAVE:
            self.told.set_aside.append(RowError(row.row, "", _("Elle ne dit pas quand c'était : elle est laissée.")))
        elif answer != GIVEN:
            choices = (
                (GIVEN, _("Prendre le %(day)s, jour où le classeur a été donné") % {"day": day(self.on)}),
                (LEAVE, _("Laisser ces lignes de côté")),
            )
            self._ask(SINCE, row, _("Des lignes ne disent pas quand c'était. Quel jour noter ?"), choices)
        return self.on if answer == GIVEN else None

    def _level(self, row: ReadRow, code: str, said: str) -> str | None:
        """The level to note; "" while it is asked; None when it was refused."""
        item = self.items.by_code[code]
        if said and said not in Level.values:
            said = self._meaning(row, said)
            if not said:
                return ""
        level = level_for(said, item.kind)
        if level is None:
            sentence = _("« %(item)s » n'est pas un frein : il ne peut être levé. Écrivez oui ou non.")
            place = field_of_item(code) if field_of_item(code) in row.values else "level"
            self._refuse(row, place, sentence % {"item": item}, said)
        if level != "":
            return level
        answer = self.decisions.get(LEVEL, "")
        if answer in (Level.STRONG, Level.LIGHT):
            return answer
        choices = (
            (Level.STRONG.value, _("Fort : il empêche d'avancer")),
            (Level.LIGHT.value, _("Léger : il ralentit")),
        )
        sentence = _("Des freins sont là sans leur intensité (oui, une croix, ou rien). Comment les noter ?")
        self._ask(LEVEL, row, sentence, choices)
        return ""

    def _meaning(self, row: ReadRow, word: str) -> str:
        """The level of a word that a team uses for itself; "" while it is asked, or when it says nothing."""
        key = f"word:{fold(word)}"
        answer = self.decisions.get(key, "")
        if answer == LEAVE or answer in Level.values:
            return "" if answer == LEAVE else answer
        choices = (*((one.value, str(one.label)) for one in Level), (LEAVE, _("Ne dit rien : laisser ces cases")))
        self._ask(key, row, _("« %(word)s » : quelle intensité est-ce ?") % {"word": word}, choices)
        return ""

    def _ask(self, key: str, row: ReadRow, sentence: str, choices: tuple[tuple[str, str], ...]) -> None:
        if key not in self.asked:
            self.asked.add(key)
            self.told.questions.append(Question(key, row.row, sentence, choices))

    def _refuse(self, row: ReadRow, code: str, sentence: str, cell: Any = "") -> None:
        self.told.errors.append(RowError(row.row, code, sentence, str(cell)))
