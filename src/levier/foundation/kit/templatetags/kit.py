"""Template tags and filters of the kit, loaded everywhere."""

import secrets
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

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


@cache
def _standing_address(url_name: str, _urls: str, _prefix: str) -> str:
    """Address of an entry of the navigation: the same on every page, where it was worked out eighty times a page."""
    return reverse(url_name)


@register.simple_tag(takes_context=True)
def current_wing(context: dict[str, Any]) -> dict[str, Any] | None:
    """The wing of the navigation that the page belongs to; None for pages outside all wings."""
    path = context["request"].path if "request" in context else ""
    found, longest = None, 0
    for wing in context.get("wings") or ():
        for entry in wing["entries"]:
            url = _standing_address(entry.url_name, settings.ROOT_URLCONF, get_script_prefix())
            if (path == url or (url != "/" and path.startswith(url))) and len(url) > longest:
                found, longest = wing, len(url)
    return found or _wing_of_room(context)


def _wing_of_room(context: dict[str, Any]) -> dict[str, Any] | None:
    """The wing in which the room of this page has an entry, for its pages that lie below none."""
    match = context["request"].resolver_match if "request" in context else None
    room = match.namespace if match else ""
    wings: list[dict[str, Any]] = context.get("wings") or []
    for wing in wings:
        if room and any(entry.url_name.startswith(f"{room}:") for entry in wing["entries"]):
            return wing
    return None


@register.simple_tag(takes_context=True)
def nav_link(context: dict[str, Any], entry: Any) -> SafeString:
    """One line of the navigation; the page one is on, and those below it, are marked."""
    url, here = _place_of(context, entry)
    return format_html('<a href="{}"{}>{}</a>', url, mark_safe(' aria-current="page"') if here else "", entry.label)


@register.simple_tag(takes_context=True)
def nav_part(context: dict[str, Any], part: tuple[Any, list[Any]]) -> SafeString:
    """Lines of the navigation folded under a label; unfolded where one of them is the page one is on."""
    label, entries = part
    here = any(_place_of(context, entry)[1] for entry in entries)
    lines = format_html_join("", "<li>{}</li>", [(nav_link(context, entry),) for entry in entries])
    opened = mark_safe(" open") if here else ""
    return format_html("<details{}><summary>{}</summary><ul>{}</ul></details>", opened, label, lines)


def _place_of(context: dict[str, Any], entry: Any) -> tuple[str, bool]:
    """The address of an entry, and whether the page is there or below."""
    url = _standing_address(entry.url_name, settings.ROOT_URLCONF, get_script_prefix())
    path = context["request"].path
    return url, path == url or (url != "/" and path.startswith(url))


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
