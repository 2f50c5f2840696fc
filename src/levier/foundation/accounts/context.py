"""What every page knows: the navigation by wing, the actor, the theme."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_bidi

from levier.foundation.kit.formats import language
from levier.foundation.kit.registers import navigation


def house(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: `actor`, `house_name` of the association, the lines of the `navigation` that this
    actor may open, `theme`, `direction` of the writing."""
    actor = getattr(request, "actor", None)
    lines = tuple(entry for entry in navigation if entry.permission.allows(actor)) if actor else ()
    theme = getattr(request.user, "theme", "auto") if hasattr(request, "user") else "auto"
    direction = "rtl" if get_language_bidi() else "ltr"
    told = {"theme": theme, "language": language(), "direction": direction}
    return told | {"actor": actor, "house_name": getattr(request, "house_name", ""), "navigation": lines}
