"""Two files of one person made one: their participations follow, one per project (domain.md 3.1, item 3)."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.evidence.outcomes.actions import refreeze, settle
from levier.evidence.outcomes.models import (
    EligibilityProof,
    EntryCorrection,
    Episode,
    Observation,
    Participation,
    Proposal,
)
from levier.evidence.outcomes.situation import days_after, situation_of
from levier.evidence.outcomes.stays import in_order
from levier.foundation.documents.actions import move_documents
from levier.foundation.documents.queries import documents_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.register.people.moving import move_rows, pack, put_back, unpack

PLACE = ("project_id", "activity_id")
PARTS: tuple[Any, ...] = (Episode, Observation, EntryCorrection, EligibilityProof)


def summary(actor: Actor, person: Person) -> list[str]:
    """How many participations a file holds."""
    count = Participation.objects.visible_to(actor).filter(person=person).count()
    return [ngettext("%(n)s participation", "%(n)s participations", count) % {"n": count}] if count else []


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Any]:
    """Participations go to the kept file; two in one project become one, and nothing of either is lost."""
    held = {one.project_id: one for one in Participation.objects.select_for_update().filter(person=kept)}
    joined, moved = [], []
    for one in Participation.objects.select_for_update().filter(person=removed).order_by("pk"):
        if one.project_id in held:
            joined.append(_join(held[one.project_id], one, by, at))
        else:
            moved.append(one.pk)
    Participation.objects.filter(pk__in=moved).update(person=kept)
    proposed = move_rows(Proposal, kept=kept, removed=removed, same=PLACE, worth=_answer)
    return {"moved": moved, "joined": joined, "proposed": proposed}


def _answer(one: Proposal) -> tuple[bool, date]:
    """Of two proposals of one place, the one that was answered stands; of two answered, the later."""
    return one.answered_on is not None, one.answered_on or one.proposed_on


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Any], at: datetime) -> None:
    """Put participations back as they were. Raises Refused when somebody has worked on a joined one since."""
    for one in moved["joined"]:
        is_same = Participation.objects.filter(pk=one["held"], version=one["version"]).exists()
        if not is_same or _proofs(one["held"]) != one.get("proofs", []):
            raise Refused(_("Une participation réunie a été modifiée depuis : la fusion ne s'annule plus."))
        for part in PARTS:
            part.objects.filter(participation=one["held"]).delete()
        unpack(one["before"])
        if one.get("documents"):
            move_documents(by=by, documents=one["documents"], to=f"outcomes.participation:{one['other']}")
    Participation.objects.filter(pk__in=moved["moved"]).update(person=removed)
    if "proposed" in moved:  # merges of before this was kept
        put_back(Proposal, moved["proposed"], removed=removed)


def _join(held: Participation, other: Participation, by: Actor, at: datetime) -> dict[str, Any]:
    """Make `held` the one participation of both; the entry situation is that of the first entry."""
    rows = [row for part in PARTS for row in part.objects.filter(participation__in=[held.pk, other.pk]).order_by("pk")]
    before = pack([held, other, *rows])
    if other.entry_on < held.entry_on:
        refreeze(held, situation_of(other), other.entry_on, _("deux fiches de la même personne réunies"), by, at)
    stays = _united([row for row in rows if isinstance(row, Episode)], held)
    settle(held, stays)
    _join_answers(held, [row for row in rows if isinstance(row, Observation)], stays[-1])
    proven = set(held.proofs.values_list("condition_id", flat=True))
    other.proofs.exclude(condition__in=proven).update(participation=held)
    other.corrections.update(participation=held)
    papers = list(documents_of(by, reference(other)).values_list("pk", flat=True))
    move_documents(by=by, documents=papers, to=reference(held))
    was = other.pk
    other.delete()
    return {
        "held": held.pk,
        "version": held.version,
        "proofs": _proofs(held.pk),
        "before": before,
        "other": was,
        "documents": papers,
    }


def _proofs(participation: int) -> list[list[Any]]:
    """[condition, when it was checked] of each proof, as JSON keeps them: a paper is no new version of a stay."""
    rows = EligibilityProof.objects.filter(participation=participation).order_by("condition")
    return [
        [condition, checked_at.isoformat()] for condition, checked_at in rows.values_list("condition", "checked_at")
    ]


def _united(stays: list[Episode], held: Participation) -> list[Episode]:
    """The stays of both; those that meet become one, from the first day of the one to the last of the other."""
    united: list[Episode] = []
    for stay in in_order(stays):
        last = united[-1] if united else None
        if last is None or (last.ends_on is not None and last.ends_on < stay.starts_on):
            united.append(stay)
            continue
        if last.ends_on is not None and (stay.ends_on is None or stay.ends_on > last.ends_on):
            last.ends_on, last.exit_reason = stay.ends_on, stay.exit_reason
        stay.delete()
    for stay in united:
        stay.participation = held
        stay.save()
    return united


def _join_answers(held: Participation, answers: list[Observation], last: Episode) -> None:
    """Answers are counted from the exit of both; one given before the last stay no longer counts (item 6)."""
    for one in answers:
        is_earlier = one.observed_on is not None and one.observed_on < last.starts_on
        one.participation = held
        one.is_current = one.is_current and held.exit_on is not None and not is_earlier
        one.days_after = days_after(one.horizon, one.observed_on, held.exit_on)
    Observation.objects.bulk_update(answers, ["participation", "is_current", "days_after"])
