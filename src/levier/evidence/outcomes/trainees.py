"""A trainees' workbook, understood: rows become people with their stays and answers, compared with what we hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.situation import ANSWERS, EntrySituation, freeze, observation
from levier.foundation.imports.importer import ReadRow
from levier.register.people.actions import Identity
from levier.register.people.rows import identity_of, names_of_row, number_of


@dataclass(slots=True)
class Trainee:
    """One person of the sheet: rows by entry date, the first giving identity and entry situation, the last the exit.

    `is_kept` when the user keeps what stands in Levier of this person.
    """

    rows: list[ReadRow]
    person_id: int | None = None
    is_kept: bool = False

    @property
    def first(self) -> ReadRow:
        return self.rows[0]

    @property
    def number(self) -> str:
        return number_of(self.first)

    @property
    def known_id(self) -> int:
        """The person, once known or created."""
        if self.person_id is None:
            raise LookupError(f"row {self.first.row} has no person yet")
        return self.person_id

    @property
    def names(self) -> tuple[str, str]:
        return names_of_row(self.first)

    @property
    def identity(self) -> Identity:
        return identity_of(self.first)

    @property
    def situation(self) -> EntrySituation:
        values = self.first.values
        length = values.get("length")
        return EntrySituation(
            gender=values.get("gender", ""),
            birth_date=values.get("birth_date"),
            status=values.get("status", ""),
            unemployed_since=length if isinstance(length, date) else None,
            unemployed_floor=length if isinstance(length, int) else -1,
            studies=values.get("studies", ""),
            nationalities=values.get("nationalities", ""),
            answers={name: values.get(name, "") for name in ANSWERS},
        )

    def participation(self) -> dict[str, Any]:
        """Columns of Participation (domain.md 3.1, items 4 to 6)."""
        entry_on, last = self.first.values["entry_on"], self.rows[-1].values
        exit_on = last.get("exit_on")
        reason = last.get("exit_reason", "") if exit_on else ""
        return {"entry_on": entry_on, "exit_on": exit_on, "exit_reason": reason, **freeze(self.situation, entry_on)}

    def episodes(self) -> list[dict[str, Any]]:
        return [
            {
                "starts_on": row.values["entry_on"],
                "ends_on": row.values.get("exit_on"),
                "exit_reason": row.values.get("exit_reason", "") if row.values.get("exit_on") else "",
                "source_row": row.row,
            }
            for row in self.rows
        ]

    def observations(self) -> list[dict[str, Any]]:
        """Answers of each stay; those of earlier stays are kept and no longer count."""
        found = []
        for row in self.rows:
            for answer in _answers(row):
                found.append(answer | {"is_current": row is self.rows[-1], "source_row": row.row})
        return found


def _answers(row: ReadRow) -> Iterable[dict[str, Any]]:
    values = row.values
    exit_on = values.get("exit_on")
    if exit_on is None:
        return
    at_exit = observation(
        Horizon.EXIT,
        situation=values.get("exit_situation", ""),
        observed_on=values.get("exit_observed_on"),
        qualification=values.get("qualification", ""),
        exit_on=exit_on,
    )
    later = observation(
        Horizon.SIX_MONTHS,
        situation=values.get("later_situation", ""),
        observed_on=values.get("later_observed_on"),
        improvement=values.get("improvement", ""),
        exit_on=exit_on,
    )
    yield from filter(None, (at_exit, later))
