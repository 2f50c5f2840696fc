"""The two lists of the room: projects with their hours, and the hours that were asked, line by line."""

from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.queries import minutes_of_projects, sessions_of
from levier.development.projects.models import Project
from levier.evidence.ledger.models import WHOLE, LedgerItem
from levier.evidence.ledger.queries import asked_minutes
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search


def page_of(project: Project) -> str:
    return reverse("ledger:project", args=[project.pk])


def line_of(item: LedgerItem) -> str:
    return reverse("ledger:item", args=[item.pk])


def add_hours(projects: list[Project]) -> None:
    """Minutes done and asked, for one page of projects."""
    ids = [one.pk for one in projects]
    done, asked = minutes_of_projects(ids), asked_minutes(ids)
    for one in projects:
        one.done, one.asked = done.get(one.pk, 0), asked.get(one.pk, 0)  # type: ignore[attr-defined]
        one.left = one.done - one.asked  # type: ignore[attr-defined]


def add_titles(items: list[LedgerItem]) -> None:
    """What each hour was spent on, for one page of lines."""
    if not items:
        return
    known = sessions_of(items[0].organisation_id, [one.source for one in items])
    for one in items:
        one.title = known.get(one.source, (0, "–"))[1]  # type: ignore[attr-defined]


def _minutes(name: str) -> Any:
    return lambda one: formats.minutes(getattr(one, name, None))


HOURS = ListPage(
    title=_("Heures et bailleurs"),
    rows=lambda actor: Project.objects.visible_to(actor),
    columns=(
        Column("projet", _("Projet"), lambda one: one.title, page_of, ("title",)),
        Column("code", _("Code"), lambda one: one.code, None, ("code",)),
        Column("promis", _("Promises"), _minutes("promised_minutes"), None, ("promised_minutes",), is_number=True),
        Column("faites", _("Faites"), _minutes("done"), is_number=True),
        Column("demandees", _("Demandées"), _minutes("asked"), is_number=True),
        Column("reste", _("Reste"), _minutes("left"), is_number=True),
    ),
    default_sort=("-starts_on", "code"),
    filters=(Search(_("Code ou intitulé"), lambda rows, words: rows.filter(search__contains=words)),),
    empty=_("Les heures de chaque projet seront ici, avec ce que chaque bailleur en paie. Commencez par un projet."),
    export_name="heures",
    after_page=add_hours,
)


def _projects(actor: Actor) -> list[tuple[str, str]]:
    used = LedgerItem.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.visible_to(actor).filter(Exists(used)).order_by("title")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def _state(rows: Any, value: str) -> Any:
    if value == "whole":
        return rows.filter(claimed=WHOLE)
    return rows.filter(claimed=0) if value == "free" else rows.filter(claimed__gt=0, claimed__lt=WHOLE)


LINES = ListPage(
    title=_("Heures, ligne par ligne"),
    rows=lambda actor: (
        LedgerItem.objects.visible_to(actor).select_related("project").annotate(left=WHOLE - F("claimed"))
    ),
    columns=(
        Column(
            "jour",
            _("Jour"),
            lambda one: formats.day(one.on, style="short"),
            line_of,
            ("on",),
            plain=lambda one: one.on,
        ),
        Column("activite", _("Activité"), lambda one: getattr(one, "title", "")),
        Column("projet", _("Projet"), lambda one: one.project.code, None, ("project__code",)),
        Column("minutes", _("Présence"), lambda one: formats.minutes(one.minutes), None, ("minutes",), is_number=True),
        Column("demande", _("Demandé"), lambda one: formats.share(one.claimed), None, ("claimed",), is_number=True),
        Column("reste", _("Reste"), lambda one: formats.share(one.left), is_number=True),
    ),
    default_sort=("-on",),
    filters=(
        Choice("projet", _("Projet"), _projects, lambda rows, value: rows.filter(project=value)),
        Choice(
            "etat",
            _("Demandé"),
            lambda actor: [("free", _("pas du tout")), ("part", _("en partie")), ("whole", _("entièrement"))],
            _state,
        ),
    ),
    empty=_("Les heures demandées à un bailleur seront ici, une ligne par personne et par séance, sans aucun nom."),
    export_name="heures-lignes",
    after_page=add_titles,
)
