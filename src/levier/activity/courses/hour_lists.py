"""The hours of courses, session by session: what each figure of a course opens to."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Session
from levier.activity.courses.lists import MOST, courses_of
from levier.activity.courses.models import Course, CourseModule
from levier.activity.courses.queries import add_attended
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.register.partners.models import Partner


def _modules(actor: Actor) -> list[tuple[str, Any]]:
    rows = CourseModule.objects.visible_to(actor).order_by("-course__activity__starts_on", "rank", "pk")
    named = rows.values_list("pk", "title", "course__activity__title")[:MOST]
    return [("aucun", _("sans module")), *((str(pk), f"{title} ({course})") for pk, title, course in named)]


def _module(rows: Any, value: str) -> Any:
    return rows.filter(course_module=None) if value == "aucun" else rows.filter(course_module__module=value)


def _partners(actor: Actor) -> list[tuple[str, Any]]:
    used = Q(pk__in=CourseModule.objects.visible_to(actor).values("partner"))
    used |= Q(pk__in=Course.objects.visible_to(actor).values("activity__partner"))
    rows = Partner.objects.visible_to(actor).filter(used).order_by("name", "pk").values_list("pk", "name")
    return [("maison", _("la maison")), *((str(pk), name) for pk, name in rows)]


def _partner(rows: Any, value: str) -> Any:
    """Sessions of a module of this partner; without one of its own, it is the partner of the activity."""
    if value == "maison":
        return rows.filter(course_module__module__partner=None, activity__partner=None)
    inherited = Q(course_module__module__partner=None, activity__partner=value)
    return rows.filter(Q(course_module__module__partner=value) | inherited)


def _session_state(rows: Any, value: str) -> Any:
    now = timezone.now()
    if value == "cancelled":
        return rows.filter(cancelled_at__isnull=False)
    rows = rows.filter(cancelled_at=None)
    return rows.filter(starts_at__gt=now) if value == "next" else rows.exclude(starts_at__gt=now)


def _module_of(one: Session) -> str:
    link = getattr(one, "course_module", None)
    return link.module.title if link else "–"


HOURS = ListPage(
    title=_("Heures des formations, séance par séance"),
    rows=lambda actor: (
        Session.objects.visible_to(actor)
        .filter(kind=SessionKind.MOMENT, activity__course__isnull=False)
        .select_related("activity", "trainer", "contact", "course_module__module")
    ),
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="table"),
            lambda one: reverse("activities:session", args=[one.pk]),
            ("on",),
            plain=lambda one: one.on,
        ),
        Column("formation", _("Formation"), lambda one: one.activity.title, None, ("activity__title",)),
        Column("module", _("Module"), _module_of),
        Column("anime", _("Anime"), lambda one: one.leader or "–"),
        Column(
            "duree",
            _("Durée"),
            lambda one: formats.minutes(one.planned_minutes),
            None,
            ("planned_minutes",),
            is_number=True,
        ),
        Column("presents", _("Présents"), lambda one: getattr(one, "came", ""), is_number=True),
        Column("heures", _("Heures suivies"), lambda one: formats.minutes(getattr(one, "attended", 0)), is_number=True),
        Column("annulee", _("Annulée"), lambda one: gettext("oui") if one.cancelled_at else "–", is_optional=True),
    ),
    default_sort=("-on", "-starts_at"),
    filters=(
        Choice("formation", _("Formation"), courses_of, lambda rows, value: rows.filter(activity__course=value)),
        Choice("module", _("Module"), _modules, _module),
        Choice("partenaire", _("Partenaire"), _partners, _partner),
        Choice(
            "etat",
            _("État"),
            lambda actor: [("held", _("données")), ("next", _("à venir")), ("cancelled", _("annulées"))],
            _session_state,
        ),
    ),
    empty=_("Les séances des formations seront ici, avec leur module et les heures suivies."),
    export_name="heures-formations",
    after_page=add_attended,
)
