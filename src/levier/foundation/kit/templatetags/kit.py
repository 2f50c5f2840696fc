"""Template tags and filters of the kit, loaded everywhere."""

import secrets
from functools import cache
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from levier.foundation.kit import formats
from levier.foundation.kit.registers import panels

register = template.Library()
register.filter("money", formats.money)
register.filter("minutes", formats.minutes)
register.filter("number", formats.number)
register.filter("share", formats.share)
register.filter("phone", formats.phone)
register.filter("clock", formats.clock)


@register.filter("day")
def day(value: Any, style: str = "long") -> str:
    return formats.day(value, style=style)


@register.filter("moment")
def moment(value: Any, style: str = "full") -> str:
    return formats.moment(value, style=style)


@register.simple_tag(takes_context=True)
def form_tokens(context: dict[str, Any]) -> SafeString:
    """Hidden fields of each form that posts: against forgery, and for one click, one effect."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="jeton" value="{}">',
        get_token(context["request"]),
        secrets.token_hex(16),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """One sign of `icons.svg`, always beside its word, so hidden from screen readers."""
    return _sign(name, static("kit/icons.svg"))


@cache
def _sign(name: str, sheet: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sheet, name
    )


@register.simple_tag
def unit_of(field: Any) -> Any:
    """The unit that a field of the kit is counted in; nothing for other fields."""
    return getattr(field.field, "unit", "")


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changed: Any) -> str:
    """The page's address with these parameters changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query_fields(context: dict[str, Any]) -> SafeString:
    """The page's filters as hidden fields, so that a form sent by GET keeps them."""
    kept = [(name, value) for name, values in context["request"].GET.lists() for value in values if name != "page"]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def room_panels(context: dict[str, Any], place: str, instance: Any) -> list[dict[str, Any]]:
    """Panels that upper rooms signed in for a place and that this user may see: [{"template", "values"}]."""
    request = context["request"]
    shown = []
    for panel in panels:
        if panel.place == place and panel.permission.allows(request.actor):
            values = panel.context(request, instance)
            if values is not None:
                shown.append({"template": panel.template, "values": values})
    return shown
