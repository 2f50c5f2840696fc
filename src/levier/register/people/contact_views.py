"""Ways to reach a person: new, changed, ended."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.people.actions import end_contact_point, keep_contact_point
from levier.register.people.forms import ContactPointForm, EndForm
from levier.register.people.models import ContactPoint, Person
from levier.register.people.rules import CHANGE_PEOPLE

SHOWN = ("value", "whose", "whose_name", "may_leave_message", "is_preferred", "starts_on")


def page_of(person: Person) -> str:
    return reverse("people:person", args=[person.pk])


def trail(person: Person) -> list[tuple[str, str]]:
    """Breadcrumb down to a person."""
    return [(_("Personnes"), reverse("people:people")), (str(person), page_of(person))]


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def new_point(request: HouseRequest, pk: int) -> HttpResponse:
    """A number or an address for a person."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return _keep(request, ContactPoint(person=found), _("Ajouter un numéro ou une adresse mail"))


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def edit_point(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a number or an address, or what to know about it."""
    return _keep(request, _point(request, pk), _("Modifier le contact"))


def _keep(request: HouseRequest, point: ContactPoint, title: str) -> HttpResponse:
    person = point.person
    before = {name: getattr(point, name) for name in SHOWN}
    before |= {"is_unsafe": not point.is_safe, "version": person.version}

    def keep(form: ContactPointForm) -> str:
        keep_contact_point(by=request.actor, point=point, values=form.values(), at=timezone.now())
        say(request, _("Le contact est enregistré."))
        return page_of(person)

    return form_page(
        request,
        ContactPointForm(request.POST or None, initial=before),
        title=title,
        submit=_("Enregistrer le contact"),
        on_valid=keep,
        current=lambda: (person.version, before),
        trail=trail(person),
        back=page_of(person),
    )


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def end_point(request: HouseRequest, pk: int) -> HttpResponse:
    """A number or an address is no longer good; it stays among the former ones."""
    point = _point(request, pk)

    def end(form: EndForm) -> str:
        end_contact_point(by=request.actor, point=point, on=form.cleaned_data["on"], at=timezone.now())
        say(request, _("Le contact est terminé ; il reste parmi les anciens."))
        return page_of(point.person)

    return form_page(
        request,
        EndForm(request.POST or None, initial={"on": timezone.localdate()}),
        title=_("Ce contact n'est plus bon"),
        submit=_("Terminer le contact"),
        on_valid=end,
        trail=trail(point.person),
        back=page_of(point.person),
    )


def _point(request: HouseRequest, pk: int) -> ContactPoint:
    mine = ContactPoint.objects.visible_to(request.actor).filter(person__merged_into=None)
    found: ContactPoint = get_object_or_404(mine.select_related("person"), pk=pk)
    return found
