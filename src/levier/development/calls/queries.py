"""What other rooms ask of needs and calls."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.calls.enums import OPEN
from levier.development.calls.models import Call
from levier.development.calls.rules import CHANGE_CALLS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import MOST_DUE, DueItem

LOOK_BACK = timedelta(days=14)


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": deadlines of calls that are still ours to answer, the hour included. For the project team."""
    if not CHANGE_CALLS.allows(actor):
        return []
    rows = Call.objects.visible_to(actor).filter(
        status__in=OPEN,
        deadline_at__gte=start_of_day(today - LOOK_BACK),
        deadline_at__lt=start_of_day(until + timedelta(days=1)),
    )
    now = timezone.now()
    return [
        DueItem(
            call.deadline_at,
            _("Répondre à « %(title)s »") % {"title": call.title},
            reverse("calls:call", args=[call.pk]),
            _("appel à projets"),
            detail=call.programme.funder.name,
            is_late=call.is_missed(now),
        )
        for call in rows.select_related("programme__funder").order_by("deadline_at")[:MOST_DUE]
    ]


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    rows = Call.objects.visible_to(actor)
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    near = Call.objects.filter(pk__in=rows.order_by("search", "pk").values("pk")[:10]).order_by()
    return near.values_list(Value("call"), "pk", "title", "programme__name")


def words_known(actor: Actor, words: str) -> Any:
    """Words of calls, for a mistyped one. Rows of kind and text."""
    some = Call.objects.visible_to(actor).order_by("search", "pk").values("pk")[:1_000]
    return Call.objects.filter(pk__in=some).order_by().values_list(Value("call"), "search")
