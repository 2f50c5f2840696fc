"""Writing to several people at once: the words, then who reads them and how, then it leaves."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.outbox.queries import not_left
from levier.register.agenda.models import Todo
from levier.register.people.enums import LANGUAGES
from levier.register.people.reaching import Unreachable, recipient_of
from levier.support.pathways.actions import take_back_message, write_to_all
from levier.support.pathways.actions.messages import about_of, key_of, signed
from levier.support.pathways.caseload import back_to, chosen
from levier.support.pathways.enums import BY_HAND, Reached
from levier.support.pathways.message_forms import GroupMessageForm
from levier.support.pathways.message_lists import MESSAGES
from levier.support.pathways.models import GroupMessage, GroupMessageTo
from levier.support.pathways.reaching_all import Reach, reach_all
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS, may_take_back


@screen(SEE_PATHWAYS)
def group_messages(request: HouseRequest) -> HttpResponse:
    """What was written to several people at once."""
    return MESSAGES.answer(request, trail=_trail())


@screen(SEE_PATHWAYS, reads="group_message.read")
def group_message(request: HouseRequest, pk: int) -> HttpResponse:
    """A message, whom it reached by mail, whom to call, and who was left out."""
    rows = GroupMessage.objects.visible_to(request.actor).select_related("made_by")
    message: GroupMessage = get_object_or_404(rows, pk=pk)
    note_reading(request, message)
    sent = list(message.recipients.select_related("person"))
    prefetch_related_objects([one.person for one in sent], "contact_points", "languages")
    calls = [(one, _phone(one)) for one in sent if one.way in BY_HAND]
    waiting = not_left(message.organisation_id, key_of(message))
    asked = Todo.objects.visible_to(request.actor).filter(about__in=about_of(sent), done_at=None).count()
    context = {
        "waiting": waiting,
        "may_take_back": bool(waiting or asked) and bool(may_take_back(request.actor, message)),
        "message": message,
        "mails": [one for one in sent if one.way == Reached.MAIL],
        "calls": calls,
        "left": [one for one in sent if one.way == Reached.NOT],
        "trail": [*_trail(), (_("Messages à plusieurs"), reverse("pathways:group_messages"))],
    }
    return render(request, "pathways/group_message.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    """Stop what has not left, and say what has."""
    message: GroupMessage = get_object_or_404(GroupMessage.objects.visible_to(request.actor), pk=pk)
    page = reverse("pathways:group_message", args=[message.pk])

    def stop() -> str:
        stopped, left = take_back_message(by=request.actor, message=message, at=timezone.now())
        parts = [
            ngettext(
                "L'envoi est annulé : %(n)s personne ne le recevra pas.",
                "L'envoi est annulé : %(n)s personnes ne le recevront pas.",
                stopped,
            )
            % {"n": stopped},
            ngettext("Pour %(n)s personne, il était déjà parti.", "Pour %(n)s personnes, il était déjà parti.", left)
            % {"n": left},
        ]
        say(request, " ".join(parts if left else parts[:1]))
        return page

    return confirm_page(
        request,
        title=_("Annuler l'envoi"),
        sentence=_(
            "Les mails qui ne sont pas encore partis ne partiront pas, et vos tâches pour ce message s'en vont."
        ),
        submit=_("Annuler l'envoi"),
        on_yes=stop,
        back=page,
        is_danger=True,
        trail=[*_trail(), (message.subject, page)],
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def write_to(request: HouseRequest) -> HttpResponse:
    """Write one message to the people chosen in a list; what is shown before it leaves is what leaves."""
    held = chosen(request)
    reached = reach_all([one.person for one in held], on=timezone.localdate())

    def send(valid: GroupMessageForm) -> str:
        message = write_to_all(by=request.actor, pathways=held, at=timezone.now(), **valid.cleaned_data)
        say(request, _told(message.recipients.all()))
        return reverse("pathways:group_message", args=[message.pk])

    form = GroupMessageForm(request.POST or None, initial={"text": f"{_('Bonjour,')}\n\n", "language": "fr"})
    page: dict[str, Any] = {
        "title": _("Écrire à plusieurs personnes"),
        "submit": _("Voir avant d'envoyer"),
        "trail": [*_trail(), (_("Mes accompagnements"), reverse("pathways:mine"))],
        "back": back_to(request),
        "intro": "" if held else _("Choisissez d'abord des personnes dans la liste."),
        **_who(reached, request.POST.get("language", "fr")),
    }
    if request.method == "POST" and "envoyer" not in request.POST:
        if "corriger" in request.POST:
            return render(request, "pathways/write_to.html", page | {"form": form})
        if form.is_valid() and held:
            house = Organisation.objects.get(pk=request.actor.organisation_id)
            written = signed(form.cleaned_data["text"], request.actor, house)
            return render(request, "pathways/write_to_check.html", page | {"form": form, "written": written})
    return form_page(request, form, on_valid=send, template="pathways/write_to.html", **page)


def _who(reached: list[Reach], language: str) -> dict[str, Any]:
    """Three lists, each of (person, note): by mail, by a colleague, left out."""
    spoken = dict(LANGUAGES)
    return {
        "mails": [(one.person, _note(one, language, spoken)) for one in reached if one.way == Reached.MAIL],
        "calls": [(one.person, one.reason) for one in reached if one.way in BY_HAND],
        "left": [(one.person, one.reason) for one in reached if one.way == Reached.NOT],
    }


def _note(one: Reach, language: str, spoken: dict[str, str]) -> str:
    other = one.person.language
    said = _("sa langue : %(language)s") % {"language": spoken.get(other, other)} if other != language else ""
    shared = _("même boîte que %(name)s : un seul mail") % {"name": one.same_as} if one.same_as else ""
    return " · ".join(filter(None, [said, shared]))


def _told(sent: Iterable[GroupMessageTo]) -> str:
    ways = [one.way for one in sent]
    mails, calls, left = ways.count(Reached.MAIL), sum(way in BY_HAND for way in ways), ways.count(Reached.NOT)
    parts = [
        ngettext("%(n)s personne le reçoit par mail.", "%(n)s personnes le reçoivent par mail.", mails) % {"n": mails},
        ngettext("%(n)s tâche s'ajoute à votre bureau.", "%(n)s tâches s'ajoutent à votre bureau.", calls)
        % {"n": calls},
        ngettext("%(n)s personne est laissée de côté.", "%(n)s personnes sont laissées de côté.", left) % {"n": left},
    ]
    counted = [part for part, count in zip(parts, (mails, calls, left), strict=True) if count]
    return " ".join([_("Le message est écrit."), *counted])


def _phone(one: GroupMessageTo) -> str:
    """The number to call, where there is a safe one."""
    if one.way != Reached.CALL:
        return ""
    try:
        return recipient_of(one.person, on=timezone.localdate(), ways=("call",)).address
    except Unreachable:
        return ""


def _trail() -> list[tuple[Any, str]]:
    return [(_("Accompagnements"), reverse("pathways:pathways"))]
