"""Notes of one person: read, searched, written."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.support.pathways.actions import change_note, withdraw_note, write_note
from levier.support.pathways.forms import NoteForm, values_of_note
from levier.support.pathways.models import Note
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.queries import notes_of
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS, own_note

PAGE = 20


def page_of(person: Person) -> str:
    return reverse("pathways:notes", args=[person.pk])


@screen(SEE_PATHWAYS, reads="notes.read")
def notes(request: HouseRequest, pk: int) -> HttpResponse:
    """What one may read, the latest first; the search looks in nothing else."""
    person = person_of(request, pk)
    note_reading(request, person)
    query = asked(request, "q")
    number = max(whole(request.GET.get("page", "1")) or 1, 1)
    rows = notes_of(request.actor, person)
    rows = rows.filter(search__contains=fold(query)) if query else rows
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    context = {
        "person": person,
        "notes": [(one, bool(own_note(request.actor, one))) for one in found[:PAGE]],
        "query": query,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if len(found) > PAGE else None,
        "number": number,
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "pathways/notes.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new_note(request: HouseRequest, pk: int) -> HttpResponse:
    """Write a note; one says who reads it while one writes."""
    person = person_of(request, pk)

    def save(valid: NoteForm) -> str:
        write_note(by=request.actor, person=person, at=timezone.now(), **valid.values())
        say(request, _("La note est gardée."))
        return page_of(person)

    return form_page(
        request,
        NoteForm(request.POST or None, initial={"on": timezone.localdate(), "version": 1}),
        title=_("Écrire une note"),
        submit=_("Garder la note"),
        on_valid=save,
        **_around(person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def edit_note(request: HouseRequest, pk: int) -> HttpResponse:
    """Put one's own note right."""
    found = _own(request, pk)

    def save(valid: NoteForm) -> str:
        change_note(by=request.actor, note=found, at=timezone.now(), **valid.values())
        say(request, _("La note est corrigée."))
        return page_of(found.person)

    return form_page(
        request,
        NoteForm(request.POST or None, initial=values_of_note(found)),
        title=_("Corriger la note"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of_note(found)),
        removal=reverse("pathways:withdraw_note", args=[found.pk]),
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take back one's own note."""
    found = _own(request, pk)

    def yes() -> str:
        withdraw_note(by=request.actor, note=found, at=timezone.now())
        say(request, _("La note est retirée."))
        return page_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette note ?"),
        sentence=_("Son texte disparaît. Le journal garde qu'une note a été écrite, puis retirée."),
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **_around(found.person),
    )


def _own(request: HouseRequest, pk: int) -> Note:
    """A note of this colleague's own: those of others are read, not changed."""
    rows = Note.objects.visible_to(request.actor).filter(author=request.actor.user_id, person__merged_into=None)
    found: Note = get_object_or_404(rows.select_related("person"), pk=pk)
    return found


def _around(person: Person) -> dict[str, Any]:
    return {"trail": trail(person, (_("Notes"), page_of(person))), "back": page_of(person)}
