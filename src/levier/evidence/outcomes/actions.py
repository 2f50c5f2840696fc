"""What changes a participation: entries, exits, answers, proofs. Corrections of errors are in `corrections`."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.models import Condition, Project
from levier.evidence.outcomes.checks import (
    OLDEST,
    ObservationRefused,
    StayRefused,
    check_answer,
    check_overlap,
    check_situation,
    check_stay,
    one_voice,
)
from levier.evidence.outcomes.models import EligibilityProof, EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.rules import SET_SAMPLE, WRITE_PARTICIPATIONS
from levier.evidence.outcomes.situation import SHARES, EntrySituation, freeze, observation, situation_of
from levier.evidence.outcomes.stays import in_order, span
from levier.foundation.accounts.actions import change_setting
from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import Kind
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.formats import day
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person


@transaction.atomic
def enter(
    *,
    by: Actor,
    project: Project,
    person: Person,
    on: date,
    situation: EntrySituation | None = None,
    until: date | None = None,
    reason: str = "",
    at: datetime,
) -> Participation:
    """Let a person into a project on a day; `until` and `reason` when this stay is already over.

    The first entry freezes `situation`. A re-entry leaves it alone, empties the exit and makes earlier answers stop
    counting (domain.md 3.1, items 3 to 6). A stay noted late that comes before all others becomes the first entry:
    `situation` (the one that stands, when none is given) is then frozen, and each column that changes is kept as a
    correction. Raises StayRefused when the stay meets another one or the calendar.
    """
    demand_permission(by, WRITE_PARTICIPATIONS)
    if not project.organisation_id == person.organisation_id == by.organisation_id:
        raise Refused(_("Cette personne ou ce projet n'existe pas."))
    check_stay(on, until, reason, at)
    Person.objects.select_for_update().get(pk=person.pk)
    held = Participation.objects.visible_to(by).filter(project=project, person=person).first()
    stays = in_order(held.episodes.all()) if held else []
    stay = Episode(organisation_id=by.organisation_id, starts_on=on, ends_on=until, exit_reason=reason if until else "")
    check_overlap([*stays, stay])
    if held is None:
        held = Participation(organisation_id=by.organisation_id, project=project, person=person, version=0)
        verb = "participation.entered"
    else:
        verb = "participation.entered_again"
        situation = situation or situation_of(held)
    if not stays or on < stays[0].starts_on:
        refreeze(held, situation or EntrySituation(), on, _("entrée plus ancienne, notée après coup"), by, at)
    settle(held, [*stays, stay])
    stay.participation = held
    stay.save()
    if stays and on > stays[-1].starts_on:
        held.observations.update(is_current=False)
    record(by=by, verb=verb, object=reference(held), change={"on": on, "until": until}, at=at)
    return held


@transaction.atomic
def leave(*, by: Actor, participation: Participation, on: date, reason: str = "", at: datetime) -> Participation:
    """Note the last day of the open stay; dropping out is an exit too. Raises StayRefused when nobody is in."""
    demand_permission(by, WRITE_PARTICIPATIONS)
    held = locked(by, participation)
    stays = in_order(held.episodes.all())
    last = stays[-1]
    if last.ends_on is not None:
        raise StayRefused(_("Cette personne est déjà sortie du projet, le %(day)s.") % {"day": day(last.ends_on)})
    check_stay(last.starts_on, on, reason, at)
    last.ends_on, last.exit_reason = on, reason
    last.save(update_fields=["ends_on", "exit_reason"])
    settle(held, stays)
    record(by=by, verb="participation.left", object=reference(held), change={"on": on, "reason": reason}, at=at)
    return held


@transaction.atomic
def observe(
    *,
    by: Actor,
    participation: Participation,
    horizon: str,
    observed_on: date | None,
    situation: str = "",
    work: str = "",
    training: str = "",
    qualification: str = "",
    improvement: str = "",
    reach: str = "",
    at: datetime,
) -> Observation:
    """Keep what a person said of a day after the exit, or that nobody was reached.

    An answer outside its window is kept and shown, it does not count (rule 24). Raises ObservationRefused while the
    person is still in, for a day to come, for an answer without a day, and when nothing is said at all.
    """
    demand_permission(by, WRITE_PARTICIPATIONS)
    held = locked(by, participation)
    if held.exit_on is None:
        raise ObservationRefused(_("Cette personne est encore dans le projet : notez d'abord sa sortie."))
    check_answer(horizon, observed_on, situation, work, training, qualification, improvement, reach)
    said = observation(
        horizon,
        situation=situation,
        observed_on=observed_on,
        work=work,
        training=training,
        qualification=qualification,
        improvement=improvement,
        reach=reach,
        exit_on=held.exit_on,
    )
    columns = one_voice(said, at)
    held.version += 1
    held.save(update_fields=["version"])
    kept = Observation.objects.create(
        organisation_id=by.organisation_id, participation=held, recorded_at=at, recorded_by_id=by.user_id, **columns
    )
    record(by=by, verb="participation.observed", object=reference(held), change={"observation": kept.pk}, at=at)
    return kept


@transaction.atomic
def prove_eligibility(
    *,
    by: Actor,
    participation: Participation,
    condition: Condition,
    paper: str,
    paper_on: date,
    upload: Upload | None = None,
    at: datetime,
) -> EligibilityProof:
    """Keep the dated paper that shows one condition of an agreement, and its copy when there is one.

    A second paper takes the place of the first, whose copy stays among the documents of the participation.
    """
    demand_permission(by, WRITE_PARTICIPATIONS)
    held = locked(by, participation)
    if condition.agreement.project_id != held.project_id:
        raise Refused(_("Cette condition n'est pas dans les conventions du projet."))
    if not paper.strip():
        raise Refused(_("Dites quelle pièce vous avez vue."))
    if not OLDEST <= paper_on <= timezone.localdate(at):
        raise Refused(_("La date de la pièce doit être celle d'un jour passé."))
    copy = attach(by=by, to=held, upload=upload, kind=Kind.PROOF, title=paper, at=at) if upload else None
    proof, _made = EligibilityProof.objects.update_or_create(
        organisation_id=by.organisation_id,
        participation=held,
        condition=condition,
        defaults={
            "paper": paper.strip()[:150],
            "paper_on": paper_on,
            "document": copy,
            "checked_at": at,
            "checked_by_id": by.user_id,
        },
    )
    change = {"condition": condition.code, "paper_on": paper_on}
    record(by=by, verb="participation.proven", object=reference(held), change=change, at=at)
    return proof


@transaction.atomic
def withdraw_proof(*, by: Actor, proof: EligibilityProof, at: datetime) -> Participation:
    """Take back a paper that does not prove what was thought: the condition is open again."""
    demand_permission(by, WRITE_PARTICIPATIONS)
    held = locked(by, proof.participation)
    change = {"condition": proof.condition.code, "paper": proof.paper, "paper_on": proof.paper_on}
    proof.delete()
    record(by=by, verb="participation.proof_withdrawn", object=reference(held), change=change, at=at)
    return held


def set_shares(*, by: Actor, shares: dict[str, int], at: datetime) -> None:
    """Whom to ask at six months: a share in per cent by rule-set; 100, or none, is everybody."""
    demand_permission(by, SET_SAMPLE)
    if any(not 1 <= share <= 100 for share in shares.values()):
        raise Refused(_("La part des personnes interrogées va de 1 à 100 %."))
    change_setting(by=by, name=SHARES, value=shares, at=at)


def locked(by: Actor, participation: Participation) -> Participation:
    """The row again, locked for this transaction. Raises Refused for another organisation's."""
    held: Participation | None = (
        Participation.objects.visible_to(by).select_for_update().filter(pk=participation.pk).first()
    )
    if held is None:
        raise Refused(_("Cette participation n'existe pas."))
    return held


def settle(held: Participation, stays: list[Episode]) -> None:
    """Save a participation, one version further, with the columns that its stays decide."""
    for name, value in span(stays).items():
        setattr(held, name, value)
    held.version += 1
    held.save()


def refreeze(
    held: Participation, situation: EntrySituation, entry_on: date, reason: str, by: Actor, at: datetime
) -> list[EntryCorrection]:
    """Freeze a situation in place of the one that stands; each column that changes is kept as a correction.

    The participation is left unsaved. On a new one, nothing stood before: no correction is made.
    """
    check_situation(situation, entry_on)
    columns = {"entry_on": entry_on, **freeze(situation, entry_on)}
    corrections = [
        EntryCorrection(
            organisation_id=by.organisation_id,
            participation=held,
            field=name,
            old=as_text(getattr(held, name)),
            new=as_text(value),
            reason=reason[:300],
            made_at=at,
            made_by_id=by.user_id,
        )
        for name, value in columns.items()
        if held.pk and getattr(held, name) != value
    ]
    for name, value in columns.items():
        setattr(held, name, value)
    EntryCorrection.objects.bulk_create(corrections)
    return corrections


def as_text(value: Any) -> str:
    """A column's value as corrections keep it: dates in ISO form, nothing as the empty text."""
    return "" if value is None else str(value)[:120]
