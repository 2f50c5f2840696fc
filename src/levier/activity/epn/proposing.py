"""Which workshops answer what a diagnosis found: those of `activities` that go on, by the words of their theme."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity
from levier.foundation.kit.actors import Actor

WORDS = {
    "1": ("internet", "recherche", "fichier", "numerique"),
    "2": ("mail", "itsme", "demarche", "ebox", "numerique"),
    "3": ("cv", "texte", "traitement", "clavier", "numerique"),
    "4": ("securite", "arnaque", "mot de passe", "numerique"),
    "5": ("ordinateur", "souris", "clavier", "debutant", "numerique"),
}
"""Of each area, words that a workshop about it has in its title, folded."""
MOST = 6


def workshops_for(actor: Actor, areas: Iterable[str], today: date) -> QuerySet[Activity]:
    """Digital workshops that go on or are to come and speak of one of these areas, the next one first."""
    asked = Q(pk__in=[])
    for area in areas:
        for word in WORDS[area]:
            asked |= Q(search__contains=word)
    running = Activity.objects.visible_to(actor).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    digital = Q(kind=ActivityKind.DIGITAL) if areas else Q(pk__in=[])
    rows: QuerySet[Activity] = running.filter(asked | digital).order_by("starts_on", "pk")
    return rows[:MOST]
