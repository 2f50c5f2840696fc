"""The list of messages written to several people."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.support.pathways.enums import BY_HAND, Reached
from levier.support.pathways.models import GroupMessage, GroupMessageTo


def _count(rows: list[Any]) -> None:
    """Give each message of one page how many it reached, by way: one query."""
    to = GroupMessageTo.objects.filter(message__in=[one.pk for one in rows]).order_by()
    counts = {(pk, way): n for pk, way, n in to.values_list("message", "way").annotate(n=Count("pk"))}
    for one in rows:
        one.mails = counts.get((one.pk, Reached.MAIL), 0)
        one.by_hand = sum(counts.get((one.pk, way), 0) for way in BY_HAND)
        one.left_out = counts.get((one.pk, Reached.NOT), 0)


MESSAGES = ListPage(
    title=_("Messages à plusieurs"),
    rows=lambda actor: GroupMessage.objects.visible_to(actor).select_related("made_by"),
    columns=(
        Column("objet", _("Objet"), str, lambda one: reverse("pathways:group_message", args=[one.pk]), ("subject",)),
        Column(
            "jour",
            _("Écrit le"),
            lambda one: formats.moment(one.made_at, style="short"),
            None,
            ("made_at",),
            plain=lambda one: one.made_at,
        ),
        Column("de", _("De"), lambda one: str(one.made_by or "–")),
        Column("mails", _("Par mail"), lambda one: one.mails, is_number=True),
        Column("autrement", _("De vive voix ou par lettre"), lambda one: one.by_hand, is_number=True),
        Column("reste", _("Laissées de côté"), lambda one: one.left_out, is_number=True),
    ),
    default_sort=("-made_at",),
    filters=(
        Choice(
            "de",
            _("De"),
            lambda actor: [(str(one.pk), str(one)) for one in colleagues(actor)],
            lambda rows, value: rows.filter(made_by=value),
        ),
    ),
    empty=_("Ce que vous écrivez à plusieurs personnes à la fois sera ici. Cochez des personnes dans vos listes."),
    export_name="messages",
    after_page=_count,
)
