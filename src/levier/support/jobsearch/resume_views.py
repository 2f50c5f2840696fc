"""The papers of one person: versions of the CV, contracts, and what was told to Actiris."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.support.jobsearch.actions import add_resume, change_resume, withdraw_resume
from levier.support.jobsearch.forms import EditResumeForm, ResumeForm, values_of
from levier.support.jobsearch.models import Resume
from levier.support.jobsearch.queries import contracts_of, encodings_of, resumes_of
from levier.support.jobsearch.rules import SEE_SEARCH, WRITE_SEARCH
from levier.support.jobsearch.views import page_of, person_of, tabs_of, trail_of

MOST_TOLD = 50
"""What was told to Actiris, on the page; all of it is in the person's copy."""


def papers_of(person: Person) -> str:
    """The page of a person's papers."""
    return reverse("jobsearch:papers", args=[person.pk])


def paper_trail(person: Person, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down to a person's papers."""
    here = [(_("Recherche d'emploi"), page_of(person)), (_("CV, contrat, Actiris"), papers_of(person))]
    return trail_of(person, *here, *more)


@screen(SEE_SEARCH, reads="jobsearch.read")
def papers(request: HouseRequest, pk: int) -> HttpResponse:
    """Versions of the CV, contracts, and what was told to Actiris, of one person."""
    found = person_of(request, pk)
    note_reading(request, found)
    context = {
        "person": found,
        "resumes": list(resumes_of(request.actor, found)),
        "contracts": list(contracts_of(request.actor, found)),
        "told": list(encodings_of(request.actor, found)[:MOST_TOLD]),
        "may_write": WRITE_SEARCH.allows(request.actor),
        "tabs": tabs_of(request, found),
        "trail": trail_of(found),
    }
    return render(request, "jobsearch/papers.html", context)


@screen(SEE_SEARCH, reads="jobsearch.paper_read")
def resume(request: HouseRequest, pk: int) -> HttpResponse:
    """One version, with its file."""
    found = _resume(request, pk)
    note_reading(request, found)
    context = {
        "resume": found,
        "may_write": WRITE_SEARCH.allows(request.actor),
        "trail": paper_trail(found.person),
    }
    return render(request, "jobsearch/resume.html", context)


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Add a version with its file; it becomes the current one when it is the latest."""
    found = person_of(request, pk)

    def save(valid: ResumeForm) -> str:
        data = valid.cleaned_data
        add_resume(by=request.actor, person=found, at=timezone.now(), **data)
        say(request, _("La version du CV est gardée."))
        return papers_of(found)

    return form_page(
        request,
        ResumeForm(request.POST or None, request.FILES or None),
        title=_("Ajouter une version du CV"),
        submit=_("Garder cette version"),
        on_valid=save,
        trail=paper_trail(found),
        back=papers_of(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Name a version or date it otherwise."""
    found = _resume(request, pk)
    before = values_of(found, ("label", "on"))

    def save(valid: EditResumeForm) -> str:
        data = valid.cleaned_data
        change_resume(by=request.actor, resume=found, label=data["label"], on=data["on"], at=timezone.now())
        say(request, _("La version est à jour."))
        return reverse("jobsearch:resume", args=[found.pk])

    return form_page(
        request,
        EditResumeForm(request.POST or None, initial=before),
        title=_("Corriger une version du CV"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("jobsearch:withdraw_resume", args=[found.pk]),
        trail=paper_trail(found.person),
        back=reverse("jobsearch:resume", args=[found.pk]),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a version away, its file with it."""
    found = _resume(request, pk)

    def yes() -> str:
        withdraw_resume(by=request.actor, resume=found, at=timezone.now())
        say(request, _("La version et son fichier sont retirés."))
        return papers_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette version du CV ?"),
        sentence=_("Son fichier est effacé avec elle. Les autres versions restent."),
        things=[found],
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        trail=paper_trail(found.person),
        back=papers_of(found.person),
    )


def _resume(request: HouseRequest, pk: int) -> Resume:
    rows = Resume.objects.visible_to(request.actor).filter(person__merged_into=None)
    found: Resume = get_object_or_404(rows.select_related("person", "noted_by"), pk=pk)
    return found
