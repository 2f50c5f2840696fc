"""The list of messages: what went out, what waits, what failed and why."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.lists import Bulk, Choice, Column, ListPage, Search
from levier.foundation.kit.registers import letter_kinds
from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.rules import SETTLE_MESSAGES


def page_of(message: Message) -> str:
    return reverse("outbox:message", args=[message.pk])


def kind_of(message: Message) -> str:
    """What a message is, in the words of the room that writes it."""
    return str(letter_kinds[message.kind] if message.kind in letter_kinds else _("autre message"))


def reason_of(message: Message) -> str:
    """Why a message has not left, when it tried."""
    return str(message.get_failure_display()) if message.failure and message.state != State.SENT else "–"


def _short(moment: datetime | None) -> str:
    """23/11/2026 8 h 31, in a column."""
    return f"{formats.day(moment, style='short')} {formats.clock(moment)}" if moment else "–"


def _kinds(actor: Actor) -> list[tuple[str, Any]]:
    return [(kind, letter_kinds[kind]) for kind in letter_kinds.names()]


def _addressed(rows: Any, words: str) -> Any:
    wanted = Q()
    for word in words.split():
        wanted &= Q(address__icontains=word)
    return rows.filter(wanted)


MESSAGES = ListPage(
    title=_("Envois"),
    intro=_(
        "Les mails et les SMS que Levier a écrits : partis, en attente ou en échec. Un message qui échoue est réessayé"
        " de plus en plus rarement, puis abandonné."
    ),
    rows=lambda actor: Message.objects.visible_to(actor).defer("body"),
    columns=(
        Column("objet", _("Objet"), lambda one: one.subject, page_of),
        Column("adresse", _("À"), lambda one: one.address, None, ("address",)),
        Column("etat", _("État"), lambda one: one.get_state_display(), None, ("state",)),
        Column("pourquoi", _("Pourquoi"), reason_of),
        Column(
            "ecrit",
            _("Écrit le"),
            lambda one: _short(one.made_at),
            None,
            ("made_at",),
            plain=lambda one: one.made_at,
        ),
        Column(
            "parti",
            _("Parti le"),
            lambda one: _short(one.sent_at),
            None,
            ("sent_at",),
            plain=lambda one: one.sent_at,
            is_optional=True,
        ),
        Column(
            "prochain",
            _("Prochain essai"),
            lambda one: _short(one.next_try_at) if one.state == State.FAILED else "–",
            plain=lambda one: one.next_try_at if one.state == State.FAILED else None,
            is_optional=True,
        ),
        Column("essais", _("Essais"), lambda one: one.attempts, None, ("attempts",), is_number=True, is_optional=True),
        Column("genre", _("Sorte"), kind_of, is_optional=True),
    ),
    default_sort=("-made_at",),
    filters=(
        Search(_("Adresse"), _addressed),
        Choice("etat", _("État"), lambda actor: State.choices, lambda rows, value: rows.filter(state=value)),
        Choice("genre", _("Sorte"), _kinds, lambda rows, value: rows.filter(kind=value)),
    ),
    empty=_("Aucun mail n'est encore parti. Les invitations et les autres mails de Levier s'inscriront ici."),
    export_name="envois",
    bulk=(
        Bulk(_("Réessayer maintenant"), "outbox:try_again", SETTLE_MESSAGES, "mail"),
        Bulk(_("Abandonner"), "outbox:give_up", SETTLE_MESSAGES),
    ),
)
