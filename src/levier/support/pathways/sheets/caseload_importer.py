"""The importer of a caseload: who is accompanied, by whom, since when, and what comes next."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.queries import colleagues
from levier.foundation.imports.cells import read_text
from levier.foundation.imports.days import read_date
from levier.foundation.imports.importer import ImportField, Plan, Question, ReadRow, RowError
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.formats import day
from levier.register.people.rows import recognise
from levier.register.vocabulary.labels import code_of
from levier.register.vocabulary.lists import terms_of
from levier.support.pathways.enums import Origin, Part
from levier.support.pathways.sheets.caseload_rows import Case, group
from levier.support.pathways.sheets.caseload_standing import Standing, standing, touched_by_hand
from levier.support.pathways.sheets.caseload_undo import undo_run
from levier.support.pathways.sheets.caseload_writing import write
from levier.support.pathways.sheets.fields import (
    IDENTITY,
    LABELS,
    NUMBERS,
    field_listed,
    field_named,
    known_colleagues,
)
from levier.support.pathways.sheets.whole_house import BY_HAND, KEEP, TAKE, OfTheWholeHouse


def _read_request(cell: Any) -> str:
    return read_text(cell, most=300)


def _read_step(cell: Any) -> str:
    return read_text(cell, most=200)


def _field_of_list(code: str, label: Any, terms: str) -> ImportField:
    """A column of labels of the vocabulary, as workbooks write them."""
    return field_named(
        code,
        label,
        read_text,
        labels=lambda text: code_of(terms, text),
        choices=lambda: terms_of(terms).choices(),
    )


class CaseloadImporter(OfTheWholeHouse):
    """Rows of an association's accompaniments: one row a person."""

    code = "caseload"
    title = gettext_lazy("Accompagnements")
    help = gettext_lazy(
        "Une ligne par personne : identité, référent·e, début, origine, dernières nouvelles, prochaine étape ; la fin"
        " et sa raison, si c'est terminé."
    )
    sheet_hints: tuple[str, ...] = ("Accompagnements", "Suivis", "Caseload", "Begeleidingen")

    @cached_property
    def fields(self) -> tuple[ImportField, ...]:
        """A referent is one of the colleagues of today."""
        team = [(one.pk, str(one), one.email) for one in colleagues(house(self.organisation_id))]
        names = [(str(pk), name) for pk, name, _mail in team]
        return (
            *IDENTITY,
            field_listed(
                "referent", gettext_lazy("Référent·e"), known_colleagues(team), names, expected=True, essential=True
            ),
            field_listed("role", gettext_lazy("Rôle"), LABELS["roles"], Part.choices),
            field_named(
                "started_on",
                gettext_lazy("Début de l'accompagnement"),
                read_date,
                dated=True,
                required=True,
                essential=True,
            ),
            field_listed("origin", gettext_lazy("La personne vient"), LABELS["origins"], Origin.choices, expected=True),
            field_named("request", gettext_lazy("Ce que la personne demande"), _read_request),
            field_named("last_contact_on", gettext_lazy("Dernières nouvelles"), read_date, dated=True, expected=True),
            field_named("planned_end_on", gettext_lazy("Fin prévue"), read_date, dated=True),
            field_named("closed_on", gettext_lazy("Fin de l'accompagnement"), read_date, dated=True),
            _field_of_list("exit_reason", gettext_lazy("Raison de la fin"), "exit_reasons"),
            _field_of_list("exit_situation", gettext_lazy("Situation à la fin"), "situations"),
            field_named("next_step", gettext_lazy("Prochaine étape"), _read_step),
            field_named("next_step_on", gettext_lazy("Prochaine étape : pour le"), read_date, dated=True),
        )

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str], on: date) -> Plan:
        grouping = group(rows, on)
        questions = recognise(by, grouping.cases, NUMBERS, decisions)
        now = standing(by, sorted({one.person_id for one in grouping.cases if one.person_id}))
        cases = [one for one in grouping.cases if not _is_over(one, now)]
        set_aside = [*grouping.set_aside, *_over(grouping.cases, now)]
        questions += _by_hand(by, cases, now, decisions)
        effects = {row.row: _effect(case, now) for case in cases for row in case.rows}
        errors = sorted(grouping.errors, key=lambda error: (error.row, error.field))
        return Plan(rows, errors, questions, effects, {"cases": cases, "standing": now}, set_aside)

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        return write(by, plan.memory["cases"], plan.memory["standing"], run, progress, at)

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        return undo_run(by, run)


def _held(case: Case, now: dict[int, Standing]) -> Standing | None:
    """The accompaniment of this person that is under way."""
    found = now.get(case.person_id or 0)
    return found if found and found.pk else None


def _is_over(case: Case, now: dict[int, Standing]) -> bool:
    """Does the row tell an accompaniment that has ended in Levier since?"""
    found = now.get(case.person_id or 0)
    return bool(found and not found.pk and found.over_on and case.started_on <= found.over_on)


def _over(cases: list[Case], now: dict[int, Standing]) -> list[RowError]:
    sentence = _("L'accompagnement de %(name)s est terminé dans Levier depuis le %(day)s : rien n'est repris.")
    return [
        RowError(row.row, "", sentence % {"name": case.name, "day": day(now[case.known_id].over_on)})
        for case in cases
        if _is_over(case, now)
        for row in case.rows
    ]


def _by_hand(by: Actor, cases: list[Case], now: dict[int, Standing], decisions: dict[str, str]) -> list[Question]:
    """What somebody has written in Levier is not written over by a workbook without asking."""
    differing = [(case, held) for case in cases if (held := _held(case, now)) and _changes(held, case)]
    touched = touched_by_hand(by, [held for _case, held in differing]) if differing else set()
    questions = []
    for case, held in differing:
        if held.pk not in touched:
            continue
        key = f"{BY_HAND}:{held.pk}:{held.version}"
        answer = decisions.get(key) or decisions.get(f"all:{BY_HAND}", "")
        case.is_kept = answer == KEEP
        if not answer:
            sentence = _(
                "L'accompagnement de %(name)s a été commencé ou modifié dans Levier, et le classeur dit autre chose :"
                " %(what)s."
            )
            choices = (
                (KEEP, _("Garder ce qui est dans Levier")),
                (TAKE, _("Prendre le classeur : ce qui a été noté dans Levier est remplacé")),
            )
            what = ", ".join(_changes(held, case))
            questions.append(
                Question(key, case.first.row, sentence % {"name": case.name, "what": what}, choices, BY_HAND)
            )
    return questions


def _changes(held: Standing, case: Case) -> list[str]:
    """Names of what would replace something; later news, one more colleague or step replace nothing."""
    differences = held.differences(case)
    names = {
        "opened_on": _("début"),
        "planned_end_on": _("fin prévue"),
        "origin": _("origine"),
        "request": _("demande"),
        "closed_on": _("fin"),
    }
    found = [names[name] for name in differences.get("columns", {}) if name in names]
    has_referent = any(role == Part.REFERENT for _user, role in held.parts)
    if has_referent and any(role == Part.REFERENT for _row, _user, role in differences.get("parts", [])):
        found.append(_("référent·e"))
    return found


def _effect(case: Case, now: dict[int, Standing]) -> str:
    held = _held(case, now)
    if held is None:
        return "new"
    return "equal" if case.is_kept or not held.differences(case) else "changed"
