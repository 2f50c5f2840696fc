"""The two lists of the room: activities, and sessions day by day."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import ActivityKind, SessionKind
from levier.activity.activities.models import Activity, Enrolment, Session
from levier.development.projects.models import Project
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.register.partners.models import Place
from levier.register.vocabulary.lists import activity_themes

MOST_ACTIVITIES = 200


def page_of(activity: Activity) -> str:
    return reverse("activities:activity", args=[activity.pk])


def sheet_of(session: Session) -> str:
    return reverse("activities:session", args=[session.pk])


def add_counts(activities: list[Activity]) -> None:
    """People expected and sessions held, for one page of activities."""
    ids = [one.pk for one in activities]
    enrolled = Enrolment.objects.filter(activity__in=ids, ended_on=None).order_by()
    people = dict(enrolled.values_list("activity").annotate(Count("pk")))
    held = Session.objects.filter(activity__in=ids, cancelled_at=None, kind=SessionKind.MOMENT).order_by()
    sessions = dict(held.values_list("activity").annotate(Count("pk")))
    for one in activities:
        one.people, one.held = people.get(one.pk, 0), sessions.get(one.pk, 0)  # type: ignore[attr-defined]


def add_presences(sessions: list[Session]) -> None:
    """Who came and for how long, for one page of sessions."""
    ids = [one.pk for one in sessions]
    rows = Session.objects.filter(pk__in=ids).order_by().values_list("pk")
    there = Count("attendances", filter=Q(attendances__minutes__gt=0))
    counted = rows.annotate(came=there, minutes=Sum("attendances__minutes"))
    found = {pk: (count, minutes) for pk, count, minutes in counted}
    for one in sessions:
        one.came, one.minutes = found.get(one.pk, (0, None))  # type: ignore[attr-defined]


def _projects(actor: Actor) -> list[tuple[str, Any]]:
    used = Activity.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.visible_to(actor).filter(Exists(used)).order_by("title")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def _states(actor: Actor) -> list[tuple[str, Any]]:
    return [("running", _("en cours ou à venir")), ("over", _("terminée"))]


def _state(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    running = Q(ends_on=None) | Q(ends_on__gte=today)
    return rows.filter(running if value == "running" else ~running)


def _years(actor: Actor) -> list[tuple[str, str]]:
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this + 1, this - 5, -1)]


def _year(rows: Any, value: str) -> Any:
    first, last = date(int(value), 1, 1), date(int(value), 12, 31)
    return rows.filter(Q(starts_on=None) | Q(starts_on__lte=last)).filter(Q(ends_on=None) | Q(ends_on__gte=first))


def _theme(rows: Any, value: str) -> Any:
    return rows.filter(theme=value)


ACTIVITIES = ListPage(
    title=_("Activités"),
    rows=lambda actor: Activity.objects.visible_to(actor).select_related("project", "place", "partner"),
    columns=(
        Column("intitule", _("Activité"), lambda one: one.title, page_of, ("title",)),
        Column("type", _("Type"), lambda one: one.get_kind_display(), None, ("kind",)),
        Column("theme", _("Thème"), lambda one: one.theme_label or "–", is_optional=True),
        Column("projet", _("Projet"), lambda one: one.project.code if one.project else "–", None, ("project__code",)),
        Column("partenaire", _("Partenaire"), lambda one: str(one.partner or "–"), is_optional=True),
        Column("lieu", _("Lieu"), lambda one: str(one.place or "–"), is_optional=True),
        Column(
            "debut",
            _("Début"),
            lambda one: formats.day(one.starts_on, style="short"),
            None,
            ("starts_on",),
            plain=lambda one: one.starts_on,
        ),
        Column("inscrits", _("Inscrits"), lambda one: getattr(one, "people", ""), is_number=True),
        Column("places", _("Places"), lambda one: one.capacity or "–", None, ("capacity",), is_number=True),
        Column("seances", _("Séances"), lambda one: getattr(one, "held", ""), is_number=True),
    ),
    default_sort=("-starts_on",),
    filters=(
        Search(_("Intitulé"), lambda rows, words: rows.filter(search__contains=words)),
        Choice("type", _("Type"), lambda actor: ActivityKind.choices, lambda rows, value: rows.filter(kind=value)),
        Choice("theme", _("Thème"), lambda actor: activity_themes().choices(), _theme),
        Choice("projet", _("Projet"), _projects, lambda rows, value: rows.filter(project=value)),
        Choice("etat", _("État"), _states, _state),
        Choice("annee", _("Année"), _years, _year),
    ),
    empty=_("Les ateliers, formations et moments ouverts de l'association seront ici. Commencez par en ajouter un."),
    export_name="activites",
    after_page=add_counts,
)


def _when(rows: Any, value: str) -> Any:
    now = timezone.now()
    if value == "today":
        return rows.filter(on=timezone.localdate())
    if value == "next":
        return rows.filter(on__gte=timezone.localdate())
    if value == "unfilled":
        return rows.filter(closed_at=None, cancelled_at=None, starts_at__lt=now)
    return rows.filter(on__lt=timezone.localdate()) if value == "past" else rows


def state_of(session: Session) -> str:
    """One word about a sheet."""
    if session.cancelled_at:
        return str(_("annulée"))
    if session.closed_at:
        return str(_("feuille terminée"))
    return str(_("à venir") if session.starts_at and session.starts_at > timezone.now() else _("à noter"))


def _kinds(actor: Actor) -> list[tuple[str, Any]]:
    return list(ActivityKind.choices)


def _places(actor: Actor) -> list[tuple[str, Any]]:
    used = Session.objects.filter(place=OuterRef("pk"))
    rows = Place.objects.visible_to(actor).filter(Exists(used)).order_by("name", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _leaders(actor: Actor) -> list[tuple[str, Any]]:
    return [(str(one.pk), str(one)) for one in colleagues(actor)]


def _running(actor: Actor) -> list[tuple[str, Any]]:
    """Activities that go on or are to come, by title."""
    rows = _state(Activity.objects.visible_to(actor), "running").order_by("title", "pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")[:MOST_ACTIVITIES]]


SESSION_FILTERS = (
    Choice("activite", _("Activité"), _running, lambda rows, value: rows.filter(activity=value)),
    Choice("type", _("Type"), _kinds, lambda rows, value: rows.filter(activity__kind=value)),
    Choice("lieu", _("Lieu"), _places, lambda rows, value: rows.filter(place=value)),
    Choice("anime", _("Anime"), _leaders, lambda rows, value: rows.filter(trainer=value)),
    Choice("projet", _("Projet"), _projects, lambda rows, value: rows.filter(project=value)),
)
"""Of the list of sessions and of the calendar: one goes from one to the other and sees the same."""


SESSIONS = ListPage(
    title=_("Séances"),
    rows=lambda actor: (
        Session.objects.visible_to(actor)
        .filter(kind=SessionKind.MOMENT)
        .select_related("activity", "project", "place", "trainer", "contact")
    ),
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="table"),
            sheet_of,
            ("on",),
            plain=lambda one: one.on,
        ),
        Column("heure", _("Heure"), lambda one: formats.clock(one.starts_at) if one.starts_at else "–"),
        Column("activite", _("Activité"), lambda one: one.activity.title, lambda one: page_of(one.activity)),
        Column("lieu", _("Lieu"), lambda one: str(one.place or "–")),
        Column("anime", _("Anime"), lambda one: one.leader or "–"),
        Column("presents", _("Présents"), lambda one: getattr(one, "came", ""), is_number=True),
        Column("heures", _("Heures"), lambda one: formats.minutes(getattr(one, "minutes", None)), is_number=True),
        Column("feuille", _("Feuille"), state_of),
    ),
    default_sort=("-on", "-starts_at"),
    filters=(
        Search(_("Intitulé"), lambda rows, words: rows.filter(activity__search__contains=words)),
        Choice(
            "quand",
            _("Quand"),
            lambda actor: [
                ("next", _("à partir d'aujourd'hui")),
                ("today", _("aujourd'hui")),
                ("unfilled", _("présences à noter")),
                ("past", _("passées")),
                ("all", _("toutes")),
            ],
            _when,
            usual="next",
            orders={"next": ("on", "starts_at"), "today": ("on", "starts_at")},
        ),
        *SESSION_FILTERS,
    ),
    empty=_("Rien n'est prévu. Les séances seront ici dès qu'une activité en a : ouvrez une activité, puis planifiez."),
    export_name="seances",
    after_page=add_presences,
)
