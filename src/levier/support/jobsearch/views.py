"""Applications: the list of all, the page of one person, and what is noted in one line."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.support.jobsearch.actions import change_application, note_application, withdraw_application
from levier.support.jobsearch.forms import APPLICATION_COLUMNS, ApplicationForm, EditApplicationForm, values_of
from levier.support.jobsearch.lists import APPLICATIONS, applications_page
from levier.support.jobsearch.models import Application
from levier.support.jobsearch.queries import employers
from levier.support.jobsearch.rules import SEE_SEARCH, WRITE_SEARCH


def person_of(request: HouseRequest, pk: int) -> Person:
    """A person whom this colleague may meet, or 404."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found


def page_of(person: Person) -> str:
    """The page of a person's search for work."""
    return reverse("jobsearch:person", args=[person.pk])


def trail_of(person: Person, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down to a person, and to what is given."""
    to_person = (str(person), reverse("people:person", args=[person.pk]))
    return [(_("Personnes"), reverse("people:people")), to_person, *more]


def tabs_of(request: HouseRequest, person: Person) -> list[tuple[Any, str, bool]]:
    """The three pages of somebody's search for work."""
    named = (
        (_("Candidatures"), "jobsearch:person"),
        (_("Appels et messages"), "jobsearch:conversations"),
        (_("CV, contrat, Actiris"), "jobsearch:papers"),
    )
    addresses = [(label, reverse(name, args=[person.pk])) for label, name in named]
    return [(label, address, address == request.path) for label, address in addresses]


def around(person: Person) -> dict[str, Any]:
    """Breadcrumb and way back of a form."""
    return {"trail": trail_of(person, (_("Recherche d'emploi"), page_of(person))), "back": page_of(person)}


@screen(SEE_SEARCH)
def applications(request: HouseRequest) -> HttpResponse:
    """Applications of everybody, the latest first."""
    return APPLICATIONS.answer(request)


@screen(SEE_SEARCH, reads="jobsearch.read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """Applications of one person, under the line that notes the next one."""
    found = person_of(request, pk)
    note_reading(request, found)
    may_write = WRITE_SEARCH.allows(request.actor)
    return applications_page(found).answer(
        request,
        person=found,
        form=ApplicationForm() if may_write else None,
        employers=employers(request.actor) if may_write else [],
        may_write=may_write,
        tabs=tabs_of(request, found),
        trail=trail_of(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def new_application(request: HouseRequest, pk: int) -> HttpResponse:
    """Note an application, or a contact with an employer."""
    found = person_of(request, pk)

    def save(valid: ApplicationForm) -> str:
        note_application(by=request.actor, person=found, draft=valid.draft(), at=timezone.now())
        say(request, _("C'est noté. Une erreur ? Ouvrez la ligne pour la corriger ou la retirer."))
        return page_of(found)

    return form_page(
        request,
        ApplicationForm(request.POST or None),
        title=_("Noter une candidature ou un contact"),
        submit=_("Noter"),
        on_valid=save,
        template="jobsearch/application.html",
        employers=employers(request.actor),
        **around(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def edit_application(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct a line, or say what became of it."""
    found = _application(request, pk)
    before = values_of(found, APPLICATION_COLUMNS)

    def save(valid: EditApplicationForm) -> str:
        change_application(by=request.actor, application=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La ligne est à jour."))
        return page_of(found.person)

    return form_page(
        request,
        EditApplicationForm(request.POST or None, initial=before),
        title=str(found),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("jobsearch:withdraw_application", args=[found.pk]),
        **around(found.person),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take away what was noted by mistake."""
    found = _application(request, pk)

    def yes() -> str:
        withdraw_application(by=request.actor, application=found, at=timezone.now())
        say(request, _("La ligne est retirée."))
        return page_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette ligne ?"),
        sentence=_("Elle disparaît de la fiche. Le journal garde qu'elle a été notée, puis retirée."),
        things=[found],
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **around(found.person),
    )


def _application(request: HouseRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.actor).filter(person__merged_into=None).select_related("person")
    found: Application = get_object_or_404(rows, pk=pk)
    return found
