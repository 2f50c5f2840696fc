"""The list of what people are helped with."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.epn.holding import held
from levier.activity.epn.models import HelpTopic
from levier.activity.epn.rules import SET_SPACES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import slug

USUAL = (
    ("itsme", "itsme", "itsme", "itsme"),
    (
        "eid",
        "Carte d'identité électronique (eID)",
        "Elektronische identiteitskaart (eID)",
        "Electronic identity card (eID)",
    ),
    ("ebox", "eBox", "eBox", "eBox"),
    ("actiris", "My Actiris", "My Actiris", "My Actiris"),
    ("administration", "Autre démarche administrative", "Andere administratieve stap", "Other administrative step"),
    ("banking", "Banque en ligne", "Internetbankieren", "Online banking"),
    ("health", "Mutuelle, santé", "Ziekenfonds, gezondheid", "Health insurance, health"),
    ("mail", "Mail", "E-mail", "E-mail"),
    ("cv", "CV et lettre", "Cv en brief", "CV and letter"),
    ("jobs", "Offres d'emploi", "Vacatures", "Job offers"),
    ("phone", "Téléphone et applications", "Telefoon en apps", "Telephone and apps"),
    ("computer", "Clavier, souris, fichiers", "Toetsenbord, muis, bestanden", "Keyboard, mouse, files"),
    ("print", "Imprimer, scanner", "Afdrukken, scannen", "Printing, scanning"),
    ("safety", "Arnaques et sécurité", "Oplichting en veiligheid", "Scams and safety"),
)
"""What a new association starts from: code, French, Dutch, English."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """The names of a topic, and its place in the list."""

    fr: str
    nl: str = ""
    en: str = ""
    rank: int = 100


@transaction.atomic
def add_topic(*, by: Actor, draft: TopicDraft, at: datetime) -> HelpTopic:
    """Another topic. Raises ValidationError for one that is there already."""
    demand_permission(by, SET_SPACES)
    row = HelpTopic(organisation_id=by.organisation_id, code=slug(draft.fr)[:30] or "theme")
    return _keep(by, row, draft, "epn.topic_added", at)


@transaction.atomic
def change_topic(*, by: Actor, topic: HelpTopic, draft: TopicDraft, at: datetime) -> HelpTopic:
    """Name it otherwise; what was noted under it stays under it."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    row.version += 1
    return _keep(by, row, draft, "epn.topic_changed", at)


@transaction.atomic
def retire_topic(*, by: Actor, topic: HelpTopic, on: date, at: datetime) -> HelpTopic:
    """No longer offered; figures of the past keep it. Raises Refused for the last one."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    if not HelpTopic.objects.visible_to(by).filter(retired_on=None).exclude(pk=row.pk).exists():
        raise Refused(_("Gardez au moins un thème."))
    row.retired_on = on
    row.keep()
    record(by=by, verb="epn.topic_retired", object=reference(row), at=at)
    return row


@transaction.atomic
def restore_topic(*, by: Actor, topic: HelpTopic, at: datetime) -> HelpTopic:
    """Offered again."""
    demand_permission(by, SET_SPACES)
    row: HelpTopic = held(by, topic)
    row.retired_on = None
    row.keep()
    record(by=by, verb="epn.topic_restored", object=reference(row), at=at)
    return row


def lay_topics(by: Actor) -> None:
    """For a new association, and for an upgrade: what is missing of the usual topics."""
    known = set(HelpTopic.objects.visible_to(by).values_list("code", flat=True))
    rows = [
        HelpTopic(organisation_id=by.organisation_id, code=code, fr=fr, nl=nl, en=en, rank=rank * 10)
        for rank, (code, fr, nl, en) in enumerate(USUAL, start=1)
        if code not in known
    ]
    HelpTopic.objects.bulk_create(rows)


def _keep(by: Actor, row: HelpTopic, draft: TopicDraft, verb: str, at: datetime) -> HelpTopic:
    for name in draft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))
    row.keep()
    record(by=by, verb=verb, object=reference(row), at=at)
    return row
