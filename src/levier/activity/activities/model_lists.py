"""The list of models of activities."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import ActivityModel
from levier.foundation.kit import formats
from levier.foundation.kit.lists import Choice, Column, ListPage, Search

STATES = (("usage", _("en usage")), ("retires", _("retirés")))


def _in_state(rows: Any, value: str) -> Any:
    return rows.filter(retired_on=None) if value == "usage" else rows.exclude(retired_on=None)


MODELS = ListPage(
    title=_("Modèles d'activité"),
    intro=_("Des activités décrites d'avance. Partez de l'une d'elles : tout est rempli, et se change."),
    rows=lambda actor: ActivityModel.objects.visible_to(actor),
    columns=(
        Column("nom", _("Nom"), str, lambda one: reverse("activities:model", args=[one.pk]), ("name",)),
        Column("type", _("Type"), lambda one: one.get_kind_display(), None, ("kind",)),
        Column("theme", _("Thème"), lambda one: one.theme_label or "–"),
        Column("public", _("Pour qui"), lambda one: one.public or "–"),
        Column("rythme", _("Rythme habituel"), lambda one: one.rhythm or "–"),
        Column(
            "retire",
            _("Retiré le"),
            lambda one: formats.day(one.retired_on, style="short"),
            None,
            ("retired_on",),
            plain=lambda one: one.retired_on,
            is_optional=True,
        ),
    ),
    default_sort=("name",),
    filters=(
        Search(_("Nom"), lambda rows, words: rows.filter(search__contains=words)),
        Choice("etat", _("État"), lambda actor: STATES, _in_state),
    ),
    empty=_("Les modèles d'activité de l'équipe seront ici : atelier numérique, orientation, remise en mouvement."),
    export_name="modeles-d-activite",
)
