"""A person erased, or given a copy. Nothing here proves anything to a funder: the social file goes at once, whole."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.foundation.imports.forgetting import forget_objects, runs_about
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.register.people.rules import OPEN_PROOFS
from levier.support.pathways.models import (
    ExceptionalAccess,
    Finding,
    Goal,
    GroupMessageTo,
    Note,
    NoteDraft,
    Pathway,
    Referent,
    Referral,
    Step,
    StepItem,
)

TITLES = {
    "pathways.pathway": _("Accompagnements"),
    "pathways.referent": _("Collègues qui vous ont accompagné·e"),
    "pathways.finding": _("Diagnostic : ce qui a été noté"),
    "pathways.goal": _("Buts"),
    "pathways.step": _("Étapes"),
    "pathways.note": _("Notes"),
    "pathways.notedraft": _("Notes commencées, pas encore écrites"),
    "pathways.referral": _("Orientations"),
    "pathways.groupmessageto": _("Messages écrits à vous et à d'autres"),
    "pathways.exceptionalaccess": _("Qui a ouvert votre dossier par un accès exceptionnel, et pourquoi"),
}
TABLES = tuple(TITLES)


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that was noted, restricted lines too: it is the person's own."""
    findings = Finding.objects.visible_to(actor).filter(person=person)
    return {
        "pathways.pathway": Pathway.objects.visible_to(actor).filter(person=person),
        "pathways.referent": Referent.objects.visible_to(actor).filter(pathway__person=person).select_related("user"),
        "pathways.finding": findings.select_related("item").order_by("since", "pk"),
        "pathways.goal": Goal.objects.visible_to(actor).filter(person=person),
        "pathways.step": Step.objects.visible_to(actor).filter(person=person).select_related("partner"),
        "pathways.note": Note.objects.visible_to(actor).filter(person=person).select_related("author"),
        "pathways.notedraft": NoteDraft.objects.visible_to(actor).filter(person=person),
        "pathways.referral": Referral.objects.visible_to(actor).filter(person=person).select_related("partner"),
        "pathways.groupmessageto": _messages(actor, person).select_related("message").order_by("pk"),
        "pathways.exceptionalaccess": _accesses(actor, person).select_related("user").order_by("opened_at", "pk"),
    }


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """All of it goes, whatever is owed to a funder."""
    pathways = Pathway.objects.visible_to(actor).filter(person=person).count()
    findings = Finding.objects.visible_to(actor).filter(person=person).count()
    steps = Step.objects.visible_to(actor).filter(person=person).count()
    notes = Note.objects.visible_to(actor).filter(person=person).count()
    drafts = NoteDraft.objects.visible_to(actor).filter(person=person).count()
    referrals = Referral.objects.visible_to(actor).filter(person=person).count()
    accesses = _accesses(actor, person).count()
    messages = _messages(actor, person).count()
    workbooks = _workbooks(actor, person)
    told = [
        (
            workbooks,
            ngettext("%(n)s autre classeur importé", "%(n)s autres classeurs importés", workbooks),
        ),
        (notes, ngettext("%(n)s note", "%(n)s notes", notes)),
        (drafts, ngettext("%(n)s brouillon de note", "%(n)s brouillons de note", drafts)),
        (messages, ngettext("%(n)s message à plusieurs", "%(n)s messages à plusieurs", messages)),
        (referrals, ngettext("%(n)s orientation", "%(n)s orientations", referrals)),
        (accesses, ngettext("%(n)s accès exceptionnel", "%(n)s accès exceptionnels", accesses)),
        (pathways, ngettext("%(n)s accompagnement", "%(n)s accompagnements", pathways)),
        (findings, ngettext("%(n)s point du diagnostic", "%(n)s points du diagnostic", findings)),
        (steps, ngettext("%(n)s étape d'un plan", "%(n)s étapes d'un plan", steps)),
    ]
    return [Fate(words % {"n": count}) for count, words in told if count]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Delete the social file, and what the journal kept of its words."""
    pathways = Pathway.objects.filter(person=person)
    forget_objects(by=by, objects=_brought(person), until=None, keepers=OPEN_PROOFS, at=at)
    forget_details(by=by, objects=[reference(one) for one in pathways])
    StepItem.objects.filter(step__person=person).delete()
    Note.objects.filter(person=person).delete()
    NoteDraft.objects.filter(person=person).delete()
    Referral.objects.filter(person=person).delete()
    ExceptionalAccess.objects.filter(person=person).delete()
    GroupMessageTo.objects.filter(person=person).delete()
    Finding.objects.filter(person=person).delete()
    Step.objects.filter(person=person).delete()
    Goal.objects.filter(person=person).delete()
    Referent.objects.filter(pathway__person=person).delete()
    pathways.delete()


def _workbooks(actor: Actor, person: Person) -> int:
    """How many files brought something of the social file alone; those that brought the person are told by name."""
    numbers = list(person.known_numbers.values_list("pk", flat=True))
    named = runs_about(actor, {"people.person": [person.pk], "people.knownnumber": numbers})
    return len({one.pk for one in runs_about(actor, _brought(person))} - {one.pk for one in named})


def _brought(person: Person) -> dict[str, list[int]]:
    """What a workbook may have brought of a social file, {table: keys}."""
    mine: dict[str, Any] = {
        "pathways.pathway": Pathway.objects.filter(person=person),
        "pathways.referent": Referent.objects.filter(pathway__person=person),
        "pathways.finding": Finding.objects.filter(person=person),
        "pathways.goal": Goal.objects.filter(person=person),
        "pathways.step": Step.objects.filter(person=person),
    }
    return {table: list(rows.values_list("pk", flat=True)) for table, rows in mine.items()}


def _accesses(actor: Actor, person: Person) -> Any:
    return ExceptionalAccess.objects.visible_to(actor).filter(person=person)


def _messages(actor: Actor, person: Person) -> Any:
    return GroupMessageTo.objects.visible_to(actor).filter(person=person)
