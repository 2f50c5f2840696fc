"""Pages of what leaves the house."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, say, warn
from levier.foundation.kit.permissions import Decision
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.outbox import actions
from levier.foundation.outbox.enums import Failure, State
from levier.foundation.outbox.lists import MESSAGES, kind_of
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.rules import SEE_MESSAGES, SETTLE_MESSAGES, may_give_up, may_try_again

Act = Callable[..., list[Message]]


@screen(SEE_MESSAGES)
def messages(request: HouseRequest) -> HttpResponse:
    """What went out, what waits, what failed and why."""
    return MESSAGES.answer(request)


@screen(SEE_MESSAGES, reads="message.read")
def message(request: HouseRequest, pk: int) -> HttpResponse:
    """One message: to whom, where it stands, what it says unless that opens a door."""
    found: Message = get_object_or_404(Message.objects.visible_to(request.actor), pk=pk)
    note_reading(request, found)
    may_settle = SETTLE_MESSAGES.allows(request.actor)
    context = {
        "message": found,
        "facts": _facts(found),
        "text": "" if found.is_secret else found.body,
        "may_try_again": may_settle and may_try_again(found),
        "may_give_up": may_settle and may_give_up(found),
        "trail": [(_("Envois"), reverse("outbox:messages"))],
    }
    return render(request, "outbox/message.html", context)


def _facts(found: Message) -> list[tuple[Any, Any]]:
    later = formats.moment(found.next_try_at) if found.state in (State.WAITING, State.FAILED) else "–"
    return [
        (_("À"), found.address),
        (_("Sorte"), kind_of(found)),
        (_("État"), found.get_state_display()),
        (_("Pourquoi"), Failure(found.failure).sentence if found.failure and found.state != State.SENT else "–"),
        (_("Essais"), formats.number(found.attempts)),
        (_("Écrit le"), formats.moment(found.made_at)),
        (_("Prochain essai"), later),
        (_("Parti le"), formats.moment(found.sent_at)),
    ]


@screen(SETTLE_MESSAGES, methods=("GET", "POST"))
def try_again(request: HouseRequest) -> HttpResponse:
    """Ask, then send the chosen messages now."""

    def done(count: int) -> str:
        return ngettext("%(n)s message part maintenant.", "%(n)s messages partent maintenant.", count)

    return _settle(
        request,
        actions.try_again,
        may_try_again,
        done,
        title=_("Réessayer maintenant"),
        sentence=_("Levier essaie tout de suite d'envoyer ce qui est choisi, puis reprend ses essais du début."),
        submit=_("Réessayer maintenant"),
    )


@screen(SETTLE_MESSAGES, methods=("GET", "POST"))
def give_up(request: HouseRequest) -> HttpResponse:
    """Ask, then let the chosen messages be."""

    def done(count: int) -> str:
        return ngettext("%(n)s message est abandonné.", "%(n)s messages sont abandonnés.", count)

    return _settle(
        request,
        actions.give_up,
        may_give_up,
        done,
        title=_("Abandonner l'envoi"),
        sentence=_(
            "Ces messages ne partiront pas. Ce qu'ils annonçaient est à dire autrement. Un lien personnel s'efface."
        ),
        submit=_("Abandonner l'envoi"),
        is_danger=True,
    )


def _settle(
    request: HouseRequest, act: Act, rule: Callable[[Message], Decision], done: Callable[[int], str], **page: Any
) -> HttpResponse:
    """Ask about the chosen messages that the rule allows; the others are counted, and stay as they are."""
    chosen = list(MESSAGES.chosen(request)) if "choix" in request.GET or "tout" in request.GET else []
    concerned = [one for one in chosen if rule(one)]
    back = reverse("outbox:messages")
    if not concerned:
        first = next((rule(one).reason for one in chosen), _("Choisissez d'abord des messages dans la liste."))
        warn(request, str(first))
        return HttpResponseRedirect(back, status=303)

    if others := len(chosen) - len(concerned):
        sentence = ngettext(
            "%(n)s autre message choisi n'est pas concerné : il reste comme il est.",
            "%(n)s autres messages choisis ne sont pas concernés : ils restent comme ils sont.",
            others,
        )
        page["sentence"] = f"{page['sentence']} {sentence % {'n': formats.number(others)}}"

    def settle() -> str:
        now: datetime = timezone.now()
        count = len(act(by=request.actor, messages=concerned, at=now))
        say(request, done(count) % {"n": formats.number(count)})
        return back

    return confirm_page(request, on_yes=settle, back=back, things=list(concerned), trail=[(_("Envois"), back)], **page)
