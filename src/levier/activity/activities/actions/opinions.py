"""People say what they thought of an activity; it is counted, and nothing of who said it is kept."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import TOUCHED, Face, Question
from levier.activity.activities.models import Activity, Survey, Tally
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

FEWEST, MOST_ASKED = 3, 5
MOST_A_DAY = 200
"""Answers: more is a game."""


@transaction.atomic
def ask_opinions(*, by: Actor, activity: Activity, questions: list[str], ends_on: date, at: datetime) -> Survey:
    """Ask these questions by a link until a day; an earlier link opens no more. Questions stay once one was answered.

    Raises Refused.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    chosen = [code for code in Question.values if code in questions]
    if not FEWEST <= len(chosen) <= MOST_ASKED:
        raise Refused(_("Choisissez de trois à cinq questions."))
    if ends_on < timezone.localdate(at):
        raise Refused(_("Choisissez un jour à venir pour la fin du lien."))
    row = Survey.objects.visible_to(by).select_for_update().filter(activity=activity).first()
    row = row or Survey(organisation_id=by.organisation_id, activity=activity)
    if row.pk and row.asked != chosen and Tally.objects.filter(activity=activity).exists():
        raise Refused(_("Des personnes ont déjà répondu : les questions restent les mêmes."))
    row.questions, row.ends_on, row.code = " ".join(chosen), ends_on, secrets.token_hex(6)
    row.keep()
    record(by=by, verb="survey.opened", object=reference(row), change={"questions": row.questions}, at=at)
    return row


@transaction.atomic
def give_opinion(*, by: Actor, survey: Survey, faces: Mapping[str, str], at: datetime) -> None:
    """Count one answer: a face for each question, none where it was left out. Raises Refused when it is over.

    The journal has no line of it: it would say at what time who was there touched the tablet.
    """
    demand_permission(by, NOTE_PRESENCES)
    row, today = _held(by, survey), timezone.localdate(at)
    if today > row.ends_on:
        raise Refused(_("Les questions sont fermées. Merci !"))
    said = {code: faces.get(code) if faces.get(code) in TOUCHED else Face.NONE for code in row.asked}
    if all(face == Face.NONE for face in said.values()):
        raise Refused(_("Touchez au moins une image."))
    if _answers(row, today) >= MOST_A_DAY:
        raise Refused(_("Il y a trop de réponses aujourd'hui."))
    _count(row, today, {(code, str(face)): 1 for code, face in said.items()})


@transaction.atomic
def type_opinions(
    *, by: Actor, survey: Survey, sheets: int, counts: Mapping[tuple[str, str], int], at: datetime
) -> None:
    """Add what `sheets` forms on paper say, {(question, face): how many}; the others left that question out.

    They count on the day on which they are typed: what was shown of a day gone by never moves. Raises Refused.
    """
    demand_permission(by, NOTE_PRESENCES)
    row, today = _held(by, survey), timezone.localdate(at)
    if not 0 < sheets <= MOST_A_DAY:
        raise Refused(_("Combien de feuilles ? De 1 à %(most)s.") % {"most": MOST_A_DAY})
    added: dict[tuple[str, str], int] = {}
    for code in row.asked:
        touched = {str(face): max(counts.get((code, str(face)), 0), 0) for face in TOUCHED}
        left = sheets - sum(touched.values())
        if left < 0:
            told = {"question": Question(code).label, "n": sheets}
            raise Refused(_("« %(question)s » : il y a plus de réponses que de feuilles (%(n)s).") % told)
        added |= {(code, face): count for face, count in {**touched, str(Face.NONE): left}.items()}
    _count(row, today, added)
    record(by=by, verb="survey.typed", object=reference(row), change={"sheets": sheets}, at=at)


def _held(by: Actor, survey: Survey) -> Survey:
    found: Survey = Survey.objects.visible_to(by).select_for_update().get(pk=survey.pk)
    return found


def _answers(survey: Survey, on: date) -> int:
    rows = Tally.objects.filter(activity=survey.activity_id, on=on, question=survey.asked[0])
    return rows.aggregate(n=Sum("count"))["n"] or 0


def _count(survey: Survey, on: date, added: Mapping[tuple[str, str], int]) -> None:
    """Every row of a day is made with its first answer, also those at 0: which row is older says nothing."""
    keys = [(code, str(face)) for code in survey.asked for face in Face.values]
    day = Tally.objects.filter(activity=survey.activity_id, on=on)
    if not day.exists():
        _open_day(survey, on, keys)
    for (code, face), count in added.items():
        if count:
            day.filter(question=code, face=face).update(count=F("count") + count)


def _open_day(survey: Survey, on: date, keys: list[tuple[str, str]]) -> None:
    Tally.objects.bulk_create(
        [
            Tally(organisation_id=survey.organisation_id, activity_id=survey.activity_id, on=on, question=code, face=f)
            for code, f in keys
        ]
    )
