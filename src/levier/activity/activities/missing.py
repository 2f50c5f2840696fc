"""People enrolled who never came, and those who came and stopped: a list to call back from, not to reproach."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import CAME, ActivityKind, Presence, SessionKind
from levier.activity.activities.lists import SESSION_FILTERS, page_of
from levier.activity.activities.models import Attendance, Enrolment
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search

AWAY = (Presence.ABSENT, Presence.EXCUSED)
STOPPED_AFTER = 2
"""Times away in a row, after having come, that make somebody who stopped."""
_THERE = [str(one) for one in CAME]


def _lines() -> Any:
    """Lines of the person of an enrolment at its activity."""
    held = Attendance.objects.filter(
        person=OuterRef("person"),
        session__activity=OuterRef("activity"),
        session__kind=SessionKind.MOMENT,
        session__cancelled_at=None,
    )
    return held.order_by()


def _rows(actor: Actor) -> Any:
    """People still expected at what goes on, with the day they came last and how often they were away since."""
    came = _lines().filter(presence__in=_THERE)
    away = _lines().filter(presence__in=[str(one) for one in AWAY])
    since = away.filter(session__on__gt=OuterRef("last_on"))
    runs = Q(activity__ends_on=None) | Q(activity__ends_on__gte=timezone.localdate())
    rows = Enrolment.objects.visible_to(actor).filter(
        runs, ended_on=None, person__merged_into=None, person__erased_at=None
    )
    rows = rows.annotate(last_on=Subquery(came.order_by("-session__on").values("session__on")[:1]))
    rows = rows.annotate(
        missed=Coalesce(
            Subquery(since.values("person").annotate(n=Count("pk")).values("n")),
            Subquery(away.values("person").annotate(n=Count("pk")).values("n")),
            0,
        )
    )
    return rows.select_related("person", "activity")


def _what(rows: Any, value: str) -> Any:
    if value == "never":
        return rows.filter(Exists(_lines().filter(presence__in=[str(one) for one in AWAY])), last_on=None)
    return rows.filter(last_on__isnull=False, missed__gte=STOPPED_AFTER)


MISSING = ListPage(
    title=_("Inscrites, mais pas venues"),
    intro=_(
        "« Jamais venues » : inscrites, attendues au moins une fois, et jamais présentes. « Ne viennent plus » : elles"
        " sont venues, puis ont été absentes ou excusées au moins 2 fois depuis. Un appel aide plus qu'un reproche."
    ),
    rows=_rows,
    columns=(
        Column(
            "personne",
            _("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("people:person", args=[one.person_id]),
            ("person__last_name", "person__first_name"),
        ),
        Column("activite", _("Activité"), lambda one: one.activity.title, lambda one: page_of(one.activity)),
        Column(
            "inscrite",
            _("Inscrite le"),
            lambda one: formats.day(one.made_at, style="short"),
            None,
            ("made_at",),
            plain=lambda one: one.made_at.date(),
        ),
        Column(
            "venue",
            _("Venue la dernière fois le"),
            lambda one: formats.day(one.last_on, style="short"),
            None,
            ("last_on",),
            plain=lambda one: one.last_on,
        ),
        Column("manquees", _("Séances manquées depuis"), lambda one: one.missed, None, ("missed",), is_number=True),
    ),
    default_sort=("-made_at",),
    filters=(
        Search(_("Intitulé"), lambda rows, words: rows.filter(activity__search__contains=words)),
        Choice(
            "quoi",
            _("Qui"),
            lambda actor: [("never", _("jamais venues")), ("stopped", _("ne viennent plus"))],
            _what,
            usual="never",
        ),
        Choice(
            "type", _("Type"), lambda actor: ActivityKind.choices, lambda rows, value: rows.filter(activity__kind=value)
        ),
        SESSION_FILTERS[0],
    ),
    empty=_("Toutes les personnes inscrites viennent, ou sont déjà venues et continuent."),
    export_name="pas-venues",
)
