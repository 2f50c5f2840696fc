"""Calls and messages about one person: read, logged in one line, put right by their author."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.support.jobsearch.actions import change_conversation, note_conversation, withdraw_conversation
from levier.support.jobsearch.forms import CONVERSATION_COLUMNS, ConversationForm, EditConversationForm, values_of
from levier.support.jobsearch.lists import conversations_page
from levier.support.jobsearch.models import Conversation
from levier.support.jobsearch.rules import SEE_SEARCH, WRITE_SEARCH
from levier.support.jobsearch.views import page_of, person_of, tabs_of, trail_of


def list_of(person: Person) -> str:
    """The calls and messages about a person."""
    return reverse("jobsearch:conversations", args=[person.pk])


@screen(SEE_SEARCH, reads="jobsearch.read")
def conversations(request: HouseRequest, pk: int) -> HttpResponse:
    """What one may read, the latest first, under the line that logs the next one."""
    found = person_of(request, pk)
    note_reading(request, found)
    may_write = WRITE_SEARCH.allows(request.actor)
    return conversations_page(request.actor, found).answer(
        request,
        person=found,
        form=ConversationForm() if may_write else None,
        may_write=may_write,
        tabs=tabs_of(request, found),
        trail=trail_of(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Log a call or a message."""
    found = person_of(request, pk)

    def save(valid: ConversationForm) -> str:
        note_conversation(by=request.actor, person=found, draft=valid.draft(), at=timezone.now())
        say(request, _("C'est noté. Une erreur ? Ouvrez la ligne pour la corriger ou la retirer."))
        return list_of(found)

    form = ConversationForm(request.POST or None)
    title, submit = _("Noter un appel ou un message"), _("Noter")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around(found))


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Put one's own line right."""
    found = _own(request, pk)
    before = values_of(found, CONVERSATION_COLUMNS)

    def save(valid: EditConversationForm) -> str:
        change_conversation(by=request.actor, conversation=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La ligne est à jour."))
        return list_of(found.person)

    return form_page(
        request,
        EditConversationForm(request.POST or None, initial=before),
        title=_("Corriger un appel ou un message"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("jobsearch:withdraw_conversation", args=[found.pk]),
        **_around(found.person),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take back one's own line."""
    found = _own(request, pk)

    def yes() -> str:
        withdraw_conversation(by=request.actor, conversation=found, at=timezone.now())
        say(request, _("La ligne est retirée."))
        return list_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette ligne ?"),
        sentence=_("Son texte disparaît. Le journal garde qu'un appel a été noté, puis retiré."),
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **_around(found.person),
    )


def _own(request: HouseRequest, pk: int) -> Conversation:
    """A line of this colleague's own: those of others are read, not changed."""
    rows = Conversation.objects.visible_to(request.actor).filter(author=request.actor.user_id, person__merged_into=None)
    found: Conversation = get_object_or_404(rows.select_related("person"), pk=pk)
    return found


def _around(person: Person) -> dict[str, Any]:
    more = [(_("Recherche d'emploi"), page_of(person)), (_("Appels et messages"), list_of(person))]
    return {"trail": trail_of(person, *more), "back": list_of(person)}
