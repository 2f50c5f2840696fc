"""The importer of trainees' workbooks: who is known, what is new, what changed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.projects.queries import project_named, project_of, projects_for
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.rules import IMPORT_TRAINEES
from levier.evidence.outcomes.trainee_fields import FIELDS
from levier.evidence.outcomes.trainee_rows import group
from levier.evidence.outcomes.trainee_standing import Standing, standing, touched_by_hand
from levier.evidence.outcomes.trainee_twins import keys_of_rows
from levier.evidence.outcomes.trainee_undo import undo_run
from levier.evidence.outcomes.trainee_writing import write
from levier.evidence.outcomes.trainees import Trainee
from levier.foundation.imports.importer import ImportField, Plan, Question, ReadRow
from levier.foundation.kit.actors import Actor
from levier.register.people.rows import recognise

BY_HAND, KEEP, TAKE = "hand", "keep", "take"


class TraineeImporter:
    """Rows of a project's trainees: one row an entry."""

    code = "people"
    title = gettext_lazy("Stagiaires d'un projet")
    help = gettext_lazy(
        "Une ligne par entrée : identité, situation à l'entrée, sortie, nouvelles à la sortie et à six mois."
    )
    permission = IMPORT_TRAINEES
    sheet_hints: tuple[str, ...] = ("Stagiaires", "Participants", "Fichier stagiaires", "Cursisten", "Trainees")
    for_house = False
    leads_to = ""
    fields: tuple[ImportField, ...] = FIELDS

    def within(self, organisation_id: int) -> Self:
        return self

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        return projects_for(actor)

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        return project_named(by, code, create=create)

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str], on: date) -> Plan:
        project = project_of(by, about)
        keys, row_questions = keys_of_rows(rows, decisions)
        grouping = group(rows, keys, on)
        person_questions = recognise(by, grouping.trainees, project.code, decisions)
        now = standing(project)
        hand_questions = _by_hand(by, grouping.trainees, now, decisions)
        effects = {row.row: _effect(trainee, now) for trainee in grouping.trainees for row in trainee.rows}
        errors = sorted(grouping.errors, key=lambda error: (error.row, error.field))
        questions = [*row_questions, *person_questions, *hand_questions]
        plan = Plan(rows, errors, questions, effects, set_aside=grouping.set_aside)
        plan.memory = {"trainees": grouping.trainees, "standing": now, "project": project}
        return plan

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        return write(by, plan.memory["project"], plan.memory["trainees"], plan.memory["standing"], run, progress, at)

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        return undo_run(by, run)


def _by_hand(by: Actor, trainees: list[Trainee], now: dict[int, Standing], decisions: dict[str, str]) -> list[Question]:
    """What somebody has written in Levier is not written over by a workbook without asking."""
    differing = [(one, held) for one in trainees if (held := now.get(one.person_id or 0)) and held.differences(one)]
    touched = touched_by_hand(by, [held for _trainee, held in differing]) if differing else set()
    questions = []
    for trainee, held in differing:
        if held.pk not in touched:
            continue
        key = f"{BY_HAND}:{held.pk}:{held.version}"
        answer = decisions.get(key) or decisions.get(f"all:{BY_HAND}", "")
        trainee.is_kept = answer == KEEP
        if not answer:
            name = " ".join(filter(None, trainee.names))
            sentence = _("%(name)s a été complété ou corrigé dans Levier, et le classeur dit autre chose : %(what)s.")
            what = ", ".join(_names_of(held.differences(trainee)))
            choices = (
                (KEEP, _("Garder ce qui est dans Levier")),
                (TAKE, _("Prendre le classeur : ce qui a été noté dans Levier est remplacé")),
            )
            questions.append(
                Question(key, trainee.first.row, sentence % {"name": name, "what": what}, choices, BY_HAND)
            )
    return questions


def _names_of(differences: dict[str, Any]) -> list[str]:
    fields = {field.name: field for field in Participation._meta.local_fields}
    names = [str(fields[name].verbose_name) for name in differences.get("columns", {})]
    names += [_("passages")] if "episodes" in differences else []
    return names + ([_("nouvelles")] if "observations" in differences else [])


def _effect(trainee: Trainee, now: dict[int, Standing]) -> str:
    held = now.get(trainee.person_id or 0)
    if held is None:
        return "new"
    return "equal" if trainee.is_kept or not held.differences(trainee) else "changed"
