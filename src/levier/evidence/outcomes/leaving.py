"""A person erased, or given their copy: participations are counted on, so they stay, and nobody is named in them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from levier.development.projects.queries import proofs_kept_until
from levier.evidence.outcomes.models import (
    EligibilityProof,
    EntryCorrection,
    Episode,
    Observation,
    Participation,
    Proposal,
)
from levier.foundation.documents.actions import forget_documents, restrict_documents
from levier.foundation.documents.models import Document
from levier.foundation.imports.forgetting import forget_objects
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.register.people.rules import OPEN_PROOFS

PARTS: dict[str, Any] = {
    "outcomes.episode": Episode,
    "outcomes.observation": Observation,
    "outcomes.entrycorrection": EntryCorrection,
    "outcomes.eligibilityproof": EligibilityProof,
}


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """Participations and what belongs to them, papers included."""
    mine = _of(actor, person)
    whole = ("participation__person", "participation__project")
    held = {
        table: model.objects.filter(participation__in=mine).select_related(*whole).order_by("pk")
        for table, model in PARTS.items()
    }
    papers = Document.objects.visible_to(actor).filter(about__in=[reference(one) for one in mine])
    proposed = Proposal.objects.visible_to(actor).filter(person=person).select_related("project", "activity")
    return {"outcomes.participation": mine, **held, "outcomes.proposal": proposed, "documents.document": papers}


def proofs_until(actor: Actor, person: Person) -> date | None:
    """Who takes part in a paid project is proven to its funder."""
    return proofs_kept_until(actor, [one.project_id for one in _of(actor, person)])


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Participations stay as figures, and as proofs where an agreement pays; their papers go where none does."""
    mine = _of(actor, person)
    owed = _owed(actor, mine, until)
    papers = dict.fromkeys((True, False), 0)
    for one in mine:
        papers[one.pk in owed] += Document.objects.visible_to(actor).filter(about=reference(one)).count()
    words = ngettext("%(n)s participation à un projet", "%(n)s participations à des projets", len(mine))
    told = [Fate(words % {"n": len(mine)}, "figure")] if mine else []
    proposed = Proposal.objects.visible_to(actor).filter(person=person).count()
    if proposed:
        told.append(Fate(ngettext("%(n)s suite proposée", "%(n)s suites proposées", proposed) % {"n": proposed}))
    for is_owed, count in papers.items():
        if count:
            paper = ngettext("%(n)s document d'une participation", "%(n)s documents de participations", count)
            told.append(Fate(paper % {"n": count}, "proof" if is_owed else ""))
    return told


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Take names, free words and exact days of birth out of the participations; figures stay as they are."""
    mine = list(Participation.objects.select_for_update().filter(person=person).order_by("pk"))
    owed = _owed(by, mine, until)
    for one in mine:
        one.birth_date = one.birth_date.replace(month=1, day=1) if one.birth_date else None
        one.version += 1
        one.save(update_fields=["birth_date", "version"])
        if one.pk in owed:
            restrict_documents(by=by, about=reference(one), permission=OPEN_PROOFS)
        else:
            _forget(by, one)
    ids = [one.pk for one in mine]
    proposals = Proposal.objects.filter(person=person)
    forget_details(by=by, objects=[reference(one) for one in (*mine, *proposals)])
    proposals.delete()
    forget_objects(
        by=by, objects={"outcomes.participation": ids}, until=until if owed else None, keepers=OPEN_PROOFS, at=at
    )


def _forget(by: Actor, participation: Participation) -> None:
    participation.corrections.update(old="", new="", reason="")
    participation.proofs.update(paper="", document=None)
    forget_documents(by=by, about=reference(participation))


def _of(actor: Actor, person: Person) -> list[Participation]:
    return list(Participation.objects.visible_to(actor).filter(person=person).select_related("project").order_by("pk"))


def _owed(actor: Actor, mine: list[Participation], until: date | None) -> set[int]:
    """Those whose proofs are owed to a funder."""
    if until is None:
        return set()
    return {one.pk for one in mine if proofs_kept_until(actor, [one.project_id])}
