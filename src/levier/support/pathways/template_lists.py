"""The lists of what the team writes beforehand: plans, headings for notes."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.support.pathways.models import NoteTemplate, PlanTemplate, TemplateStep

STATES = (("usage", _("en usage")), ("retires", _("retirés")))


def _rows(actor: Actor) -> Any:
    return PlanTemplate.objects.visible_to(actor)


def _count(rows: list[Any]) -> None:
    """Give each template of one page the number of its steps: one query."""
    if not rows:
        return
    steps = TemplateStep.objects.filter(organisation_id=rows[0].organisation_id, template__in=[one.pk for one in rows])
    counts = dict(steps.order_by().values_list("template").annotate(n=Count("pk")))
    for one in rows:
        one.count = counts.get(one.pk, 0)


def _in_state(rows: Any, value: str) -> Any:
    return rows.filter(retired_on=None) if value == "usage" else rows.exclude(retired_on=None)


def _headings(one: NoteTemplate) -> str:
    return " · ".join(line for line in one.told("text").text.splitlines() if line.strip())


_RETIRED = Column(
    "retire",
    _("Retiré le"),
    lambda one: formats.day(one.retired_on, style="short"),
    None,
    ("retired_on",),
    plain=lambda one: one.retired_on,
)
PLAN_TEMPLATES = ListPage(
    title=_("Modèles de plan"),
    intro=_("Des plans écrits d'avance par l'équipe, pour les situations qui reviennent."),
    rows=_rows,
    columns=(
        Column("nom", _("Nom"), str, lambda one: reverse("pathways:plan_template", args=[one.pk]), ("name",)),
        Column("situation", _("Pour quelle situation"), lambda one: one.told_situation.text),
        Column("etapes", _("Étapes"), lambda one: one.count, is_number=True),
        _RETIRED,
    ),
    default_sort=("name",),
    filters=(
        Search(_("Nom ou situation"), lambda rows, words: rows.filter(search__contains=words)),
        Choice("etat", _("État"), lambda actor: STATES, _in_state),
    ),
    empty=_("Les modèles de plan de l'équipe seront ici. Écrivez le premier : un nom, une situation, des étapes."),
    export_name="modeles-de-plan",
    after_page=_count,
)
NOTE_TEMPLATES = ListPage(
    title=_("Modèles de note"),
    intro=_("Les titres par lesquels une note commence, écrits par l'équipe."),
    rows=lambda actor: NoteTemplate.objects.visible_to(actor),
    columns=(
        Column("nom", _("Nom"), str, lambda one: reverse("pathways:edit_note_template", args=[one.pk]), ("name",)),
        Column("quoi", _("Quoi"), lambda one: one.get_kind_display(), None, ("kind", "name")),
        Column("titres", _("Titres"), _headings),
        _RETIRED,
    ),
    default_sort=("name",),
    filters=(Choice("etat", _("État"), lambda actor: STATES, _in_state),),
    empty=_("Les modèles de note de l'équipe seront ici : premier entretien, bilan, contact téléphonique."),
    export_name="modeles-de-note",
)
