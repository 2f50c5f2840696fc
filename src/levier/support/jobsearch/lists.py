"""The lists of the room: applications, of all and of one person; calls and messages of one person."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.register.people.models import Person
from levier.support.jobsearch.enums import ApplicationKind, ApplicationState, Direction, Means, Result
from levier.support.jobsearch.models import Application, Conversation
from levier.support.jobsearch.queries import applications_of, conversations_of
from levier.support.jobsearch.rules import own_conversation


def _all(actor: Actor) -> Any:
    return Application.objects.visible_to(actor).filter(person__merged_into=None).select_related("person")


def _change(one: Application) -> str:
    return reverse("jobsearch:edit_application", args=[one.pk])


_PERSON = Column(
    "personne",
    _("Personne"),
    lambda one: str(one.person),
    lambda one: reverse("jobsearch:person", args=[one.person_id]),
    ("person__last_name", "person__first_name"),
)
_OWN = (
    Column("employeur", _("Employeur"), lambda one: one.employer, _change, ("employer",)),
    Column("fonction", _("Fonction"), lambda one: one.job or "–", None, ("job",)),
    Column("quoi", _("Quoi"), lambda one: one.get_kind_display(), None, ("kind",)),
    Column("jour", _("Jour"), lambda one: formats.day(one.on, style="table"), None, ("on",), plain=lambda one: one.on),
    Column("etat", _("État"), lambda one: one.get_state_display() or "–", None, ("state",)),
    Column(
        "suite",
        _("Suite prévue"),
        lambda one: formats.day(one.next_on, style="table"),
        None,
        ("next_on",),
        plain=lambda one: one.next_on,
    ),
    Column("moyen", _("Moyen"), lambda one: one.get_channel_display() or "–", None, ("channel",), is_optional=True),
    Column("precision", _("Précision"), lambda one: one.remark or "–", is_optional=True),
)
_BY_STATE = Choice(
    "etat", _("État"), lambda actor: ApplicationState.choices, lambda rows, value: rows.filter(state=value)
)
_BY_KIND = Choice("quoi", _("Quoi"), lambda actor: ApplicationKind.choices, lambda rows, value: rows.filter(kind=value))
_BY_COLLEAGUE = Choice(
    "qui",
    _("Noté par"),
    lambda actor: [(str(one.pk), str(one)) for one in colleagues(actor)],
    lambda rows, value: rows.filter(noted_by_id=int(value)),
)

APPLICATIONS = ListPage(
    title=_("Candidatures"),
    intro=_("Candidatures et contacts avec des employeurs, pour toutes les personnes accompagnées."),
    rows=_all,
    columns=(_PERSON, *_OWN),
    default_sort=("-on",),
    filters=(
        Search(_("Nom de la personne"), lambda rows, words: rows.filter(person__search__contains=words)),
        _BY_STATE,
        _BY_KIND,
        _BY_COLLEAGUE,
    ),
    empty=_(
        "Les candidatures seront ici. Ouvrez la fiche d'une personne, puis « Recherche d'emploi », et notez la première"
        " en une ligne."
    ),
    export_name="candidatures",
)
_OF_ONE = ListPage(
    title=_("Recherche d'emploi"),
    rows=_all,
    columns=_OWN,
    default_sort=("-on",),
    filters=(_BY_STATE, _BY_KIND),
    empty=_(
        "Les candidatures et les contacts avec des employeurs seront ici. Notez le premier en une ligne, ci-dessus."
    ),
    export_name="candidatures",
    template="jobsearch/person.html",
)
_TALKS = ListPage(
    title=_("Appels et messages"),
    rows=lambda actor: Conversation.objects.visible_to(actor).none(),
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="table"),
            None,
            ("on",),
            plain=lambda one: one.on,
        ),
        Column("qui", _("Qui vers qui"), lambda one: _who(one), None, ("direction",)),
        Column("moyen", _("Moyen"), lambda one: one.get_means_display(), None, ("means",)),
        Column("resultat", _("Résultat"), lambda one: one.get_result_display(), None, ("result",)),
        Column("phrase", _("En une phrase"), lambda one: one.text),
        Column("par", _("Noté par"), lambda one: str(one.author or "–"), None, ("author__name",)),
        Column("lecteurs", _("Qui la lit"), lambda one: one.get_audience_display(), is_optional=True),
    ),
    default_sort=("-on",),
    filters=(
        Choice("qui", _("Qui vers qui"), lambda actor: Direction.choices, lambda rows, v: rows.filter(direction=v)),
        Choice("moyen", _("Moyen"), lambda actor: Means.choices, lambda rows, v: rows.filter(means=v)),
        Choice("resultat", _("Résultat"), lambda actor: Result.choices, lambda rows, v: rows.filter(result=v)),
    ),
    empty=_("Les appels et les messages seront ici. Notez le premier en une ligne, ci-dessus."),
    export_name="appels-et-messages",
    template="jobsearch/conversations.html",
)


def _who(one: Conversation) -> str:
    return f"{one.get_direction_display()} ({one.other})" if one.other else str(one.get_direction_display())


def applications_page(person: Person) -> ListPage:
    """The applications of one person, as a list page."""
    return replace(_OF_ONE, rows=lambda actor: applications_of(actor, person))


def conversations_page(actor: Actor, person: Person) -> ListPage:
    """The calls and messages about one person that this colleague may read, as a list page; own ones lead to a form."""
    first, *others = _TALKS.columns
    columns = (replace(first, link=lambda one: _own(actor, one)), *others)
    return replace(_TALKS, rows=lambda reader: conversations_of(reader, person), columns=columns)


def _own(actor: Actor, one: Conversation) -> str | None:
    return reverse("jobsearch:edit_conversation", args=[one.pk]) if own_conversation(actor, one) else None
