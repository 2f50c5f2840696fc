"""Notes of one person: read, searched, written."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.searches import asked
from levier.register.people.models import Person
from levier.support.pathways.actions import change_note, forget_draft, keep_draft, withdraw_note, write_note
from levier.support.pathways.models import Note, NoteTemplate
from levier.support.pathways.note_forms import (
    DraftForm,
    NewNoteForm,
    NoteForm,
    values_of_draft,
    values_of_note,
    with_headings,
)
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.queries import draft_of, notes_of, with_words
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
    rows = with_words(rows, query)
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    context = {
        "person": person,
        "notes": [(one, bool(own_note(request.actor, one))) for one in found[:PAGE]],
        "query": query,
        "draft": draft_of(request.actor, person),
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
    """Write a note; one says who reads it while one writes. Its draft comes back, headings come under it."""
    person = person_of(request, pk)
    if request.POST.get("geste") and (answer := _set_aside(request, person)):
        return answer
    draft = draft_of(request.actor, person)
    values = {"on": timezone.localdate(), "version": 1} | (values_of_draft(draft) if draft else {})
    wanted = whole(request.GET.get("modele", ""))
    chosen = NoteTemplate.objects.visible_to(request.actor).filter(retired_on=None, pk=wanted).first()

    def save(valid: NewNoteForm) -> str:
        write_note(by=request.actor, person=person, at=timezone.now(), **valid.values())
        say(request, _("La note est gardée."))
        return page_of(person)

    initial = with_headings(values, chosen) if chosen else values
    return form_page(
        request,
        NewNoteForm(request.actor, request.POST or None, initial=initial),
        title=_("Écrire une note"),
        submit=_("Garder la note"),
        on_valid=save,
        template="pathways/note_new.html",
        person=person,
        draft=draft,
        **_around(person),
    )


def _set_aside(request: HouseRequest, person: Person) -> HttpResponse | None:
    """Keep what is typed as a draft, then go on with headings, or leave; None when it is too long to be kept whole."""
    values = DraftForm(request.POST).values()
    if values is None:
        return None
    kept = keep_draft(by=request.actor, person=person, at=timezone.now(), **values)
    if request.POST["geste"] == "modele":
        wanted = whole(request.POST.get("modele", "")) or ""
        return HttpResponseRedirect(f"{reverse('pathways:new_note', args=[person.pk])}?modele={wanted}", status=303)
    say(request, _("Le brouillon est gardé, pour vous.") if kept else _("Il n'y avait rien à garder."))
    return HttpResponseRedirect(page_of(person), status=303)


@screen(WRITE_PATHWAYS, methods=("POST",), without_token=True)
def save_draft(request: HouseRequest, pk: int) -> HttpResponse:
    """While one writes: what is typed is kept. A piece of the page, which says at what time."""
    values, now = DraftForm(request.POST).values(), timezone.now()
    kept = values and keep_draft(by=request.actor, person=person_of(request, pk), at=now, **values)
    return render(request, "pathways/_draft_kept.html", {"at": now if kept else None, "is_too_long": values is None})


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def forget(request: HouseRequest, pk: int) -> HttpResponse:
    """A draft is not needed any more."""
    person = person_of(request, pk)

    def yes() -> str:
        if forget_draft(by=request.actor, person=person, at=timezone.now()):
            say(request, _("Le brouillon est effacé."))
        return page_of(person)

    return confirm_page(
        request,
        title=_("Effacer ce brouillon ?"),
        sentence=_("Son texte disparaît. Les notes déjà gardées restent."),
        submit=_("Effacer"),
        on_yes=yes,
        is_danger=True,
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
