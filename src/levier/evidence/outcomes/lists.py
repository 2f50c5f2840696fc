"""The two lists of the room: all participations, and those to ask for news."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.queries import horizon_to_ask, lacks_proof, to_ask, window_of, with_attempts
from levier.evidence.outcomes.situation import WINDOW
from levier.foundation.accounts.numbers import number_of
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.lists import Choice, Column, ListPage, Search

ASK_DAYS = "ask_days"
"""Number that the association chooses: how many days before its window opens somebody is on the list."""


def page_of(participation: Participation) -> str:
    return reverse("outcomes:participation", args=[participation.pk])


def _named(rows: Any, words: str) -> Any:
    return rows.filter(Q(person__search__contains=words) | Q(project__search__contains=words))


PARTICIPATIONS = ListPage(
    title=gettext_lazy("Participations"),
    rows=lambda actor: Participation.objects.visible_to(actor).select_related("person", "project"),
    columns=(
        Column(
            "personne",
            gettext_lazy("Personne"),
            lambda one: str(one.person),
            page_of,
            ("person__last_name", "person__first_name"),
        ),
        Column("projet", gettext_lazy("Projet"), lambda one: one.project.code, None, ("project__code",)),
        Column(
            "entree",
            gettext_lazy("Entrée"),
            lambda one: formats.day(one.entry_on, style="short"),
            None,
            ("entry_on",),
            plain=lambda one: one.entry_on,
        ),
        Column(
            "sortie",
            gettext_lazy("Sortie"),
            lambda one: formats.day(one.exit_on, style="short"),
            None,
            ("exit_on",),
            plain=lambda one: one.exit_on,
        ),
        Column("situation", gettext_lazy("À l'entrée"), lambda one: one.get_category_display(), None, ("category",)),
    ),
    default_sort=("-entry_on",),
    filters=(
        Search(gettext_lazy("Nom ou code de projet"), lambda rows, words: _named(rows, words)),
        Choice(
            "projet",
            gettext_lazy("Projet"),
            lambda actor: [(one.pk, one.code) for one in Project.objects.visible_to(actor)],
            lambda rows, value: rows.filter(project_id=value),
        ),
        Choice(
            "preuves",
            gettext_lazy("Conditions d'entrée"),
            lambda actor: [("manque", gettext_lazy("une preuve manque"))],
            lambda rows, value: rows.filter(lacks_proof()),
        ),
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: [("in", gettext_lazy("encore dans le projet")), ("out", gettext_lazy("sorties"))],
            lambda rows, value: rows.filter(exit_on__isnull=value == "in"),
        ),
    ),
    empty=gettext_lazy(
        "Les personnes entrées dans un projet seront ici. Importez le classeur des stagiaires d'un projet."
    ),
    export_name="participations",
)


def _rows_to_ask(actor: Actor, today: date) -> QuerySet[Participation]:
    ahead = timedelta(days=number_of(actor.organisation_id, ASK_DAYS))
    return with_attempts(to_ask(actor, today, today + ahead), today).select_related("person", "project")


TO_ASK = ListPage(
    title=gettext_lazy("À demander"),
    intro=gettext_lazy(
        "Les personnes sorties dont le délai est ouvert, ou s'ouvre bientôt, et qui n'ont pas encore répondu."
        " Ouvrez un nom pour appeler et noter la réponse."
    ),
    rows=lambda actor: _rows_to_ask(actor, timezone.localdate()),
    columns=(
        Column(
            "personne",
            gettext_lazy("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("outcomes:ask", args=[one.pk, _asked_now(one)]),
            ("person__last_name", "person__first_name"),
        ),
        Column("projet", gettext_lazy("Projet"), lambda one: one.project.code, None, ("project__code",)),
        Column("quoi", gettext_lazy("Nouvelles"), lambda one: _asked_now(one).label),
        Column(
            "sortie", gettext_lazy("Sortie"), lambda one: formats.day(one.exit_on, style="short"), None, ("exit_on",)
        ),
        Column("de", gettext_lazy("Du"), lambda one: formats.day(_window(one).first, style="short")),
        Column("a", gettext_lazy("Au"), lambda one: formats.day(_window(one).last, style="short")),
        Column(
            "essais",
            gettext_lazy("Tentatives sans réponse"),
            lambda one: _attempts(one),
        ),
    ),
    default_sort=("exit_on",),
    filters=(
        Search(gettext_lazy("Nom ou code de projet"), lambda rows, words: _named(rows, words)),
        Choice(
            "quoi",
            gettext_lazy("Nouvelles"),
            lambda actor: Horizon.choices,
            lambda rows, value: rows.filter(**_exited(value)),
        ),
    ),
    empty=gettext_lazy("Personne n'est à interroger pour le moment. Les sorties notées apparaîtront ici."),
    export_name="a-demander",
)


def _exited(horizon: str) -> dict[str, Any]:
    closed = timezone.localdate() - WINDOW
    return {"exit_on__gte": closed} if horizon == Horizon.EXIT else {"exit_on__lt": closed}


def _asked_now(one: Participation) -> Horizon:
    return horizon_to_ask(one.exit_on or timezone.localdate(), timezone.localdate())


def _window(one: Participation) -> Period:
    return window_of(_asked_now(one), one.exit_on or timezone.localdate())


def _attempts(one: Any) -> str:
    if not one.attempts:
        return "–"
    sentence = ngettext("%(n)s fois, le %(day)s", "%(n)s fois, la dernière le %(day)s", one.attempts)
    return sentence % {"n": one.attempts, "day": formats.day(one.last_attempt_on, style="short")}
