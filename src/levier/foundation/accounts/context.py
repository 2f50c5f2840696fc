"""What every page knows: the navigation by wing, the actor, the theme."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.formats import language
from levier.foundation.kit.registers import navigation

WINGS = (
    ("desk", _("Mon bureau")),
    ("register", _("Registre")),
    ("development", _("Projets")),
    ("support", _("Accompagnement")),
    ("activity", _("Activités")),
    ("evidence", _("Preuves")),
    ("house", _("Maison")),
)


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: `actor`, `house_name` of the association, `wings` (label, and the entries that this
    actor may open: all, the `daily` ones, and the others `folded` under their parts), `theme`, `direction` of the
    writing."""
    actor = getattr(request, "actor", None)
    wings = []
    if actor:
        entries = [entry for entry in navigation if entry.permission.allows(actor)]
        for code, label in WINGS:
            mine = [entry for entry in entries if entry.wing == code]
            if mine:
                parts = list(dict.fromkeys(entry.part for entry in mine if entry.part))
                folded = [(part, [entry for entry in mine if entry.part == part]) for part in parts]
                daily = [entry for entry in mine if not entry.part]
                wings.append({"code": code, "label": label, "entries": mine, "daily": daily, "folded": folded})
    theme = getattr(request.user, "theme", "auto") if hasattr(request, "user") else "auto"
    direction = "rtl" if get_language_bidi() else "ltr"
    told = {"theme": theme, "language": language(), "direction": direction}
    return told | {"actor": actor, "house_name": getattr(request, "house_name", ""), "wings": wings}
