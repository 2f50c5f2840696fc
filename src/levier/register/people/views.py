"""People: list, page, new, edit."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.people.actions import change_person, create_person
from levier.register.people.births import birth_of
from levier.register.people.duplicates import known_like
from levier.register.people.enums import Gender, Level
from levier.register.people.forms import IdentityForm, PersonForm, values_of
from levier.register.people.models import Person
from levier.register.people.queries import narrowed
from levier.register.people.rules import CHANGE_PEOPLE, SEE_PEOPLE


def page_of(person: Person) -> str:
    return reverse("people:person", args=[person.pk])


def _listed(person: Person) -> str:
    """The family name; of who has none at all, how they are called."""
    return person.last_name or ("–" if person.first_name else str(person))


PEOPLE = ListPage(
    title=gettext_lazy("Personnes"),
    rows=lambda actor: Person.objects.visible_to(actor),
    columns=(
        Column("nom", gettext_lazy("Nom"), _listed, page_of, ("last_name", "first_name")),
        Column("prenom", gettext_lazy("Prénom"), lambda one: one.first_name or "–", None, ("first_name", "last_name")),
        Column(
            "naissance",
            gettext_lazy("Naissance"),
            lambda one: birth_of(one).text or "–",
            None,
            ("birth_date",),
            plain=lambda one: one.birth_date or birth_of(one).text,
        ),
        Column(
            "commune",
            gettext_lazy("Commune"),
            lambda one: f"{one.postcode} {one.commune}".strip() or "–",
            None,
            ("postcode",),
        ),
        Column("niveau", gettext_lazy("Identité"), lambda one: one.get_level_display(), is_optional=True),
        Column("genre", gettext_lazy("Genre"), lambda one: one.get_gender_display(), is_optional=True),
    ),
    default_sort=("last_name", "first_name"),
    filters=(
        Search(gettext_lazy("Nom, naissance ou téléphone"), narrowed),
        Choice(
            "genre",
            gettext_lazy("Genre"),
            lambda actor: [(c, label) for c, label in Gender.choices if c],
            lambda rows, value: rows.filter(gender=value),
        ),
        Choice(
            "niveau",
            gettext_lazy("Identité"),
            lambda actor: Level.choices,
            lambda rows, value: rows.filter(level=value),
        ),
    ),
    empty=gettext_lazy("Les personnes que vous accompagnez seront ici. Ajoutez une personne, ou importez un classeur."),
    export_name="personnes",
)


@screen(SEE_PEOPLE)
def people(request: HouseRequest) -> HttpResponse:
    """All people that this colleague may meet."""
    actions = [
        (_("Ajouter une personne"), reverse("people:new")),
        (_("Accueillir sans nom"), reverse("people:welcome")),
    ]
    return PEOPLE.answer(request, actions=actions, others=[(_("Doublons"), reverse("people:pairs"))])


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new person; who looks alike is shown before a second file is made."""
    form = PersonForm(request.POST or None)

    def create(valid: PersonForm) -> str:
        made = create_person(by=request.actor, identity=valid.identity(), at=timezone.now())
        say(request, _("La personne est ajoutée."))
        return page_of(made)

    found = _alike(request, form) if request.method == "POST" and "certain" not in request.POST else []
    if found:
        context = {"form": form, "alike": found, "trail": [(_("Personnes"), reverse("people:people"))]}
        return render(request, "people/alike.html", context, status=422)
    return form_page(
        request,
        form,
        title=_("Ajouter une personne"),
        submit=_("Ajouter la personne"),
        on_valid=create,
        template="people/new.html",
        trail=[(_("Personnes"), reverse("people:people"))],
        back=reverse("people:people"),
    )


@screen(CHANGE_PEOPLE, methods=("POST",), without_token=True)
def alike(request: HouseRequest) -> HttpResponse:
    """While one types a new person: who is known that looks alike, and why. A piece of the page, not a page."""
    form = PersonForm(request.POST)
    form.is_valid()
    return render(request, "people/_alike.html", {"alike": known_like(request.actor, form.cleaned_data)})


def _alike(request: HouseRequest, form: PersonForm) -> list[dict[str, Any]]:
    return known_like(request.actor, form.cleaned_data) if form.is_valid() else []


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Identity and contact points."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)

    def save(valid: IdentityForm) -> str:
        change_person(by=request.actor, person=found, identity=valid.identity(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        IdentityForm(request.POST or None, initial=values_of(found)),
        title=_("Modifier l'identité"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of(found)),
        trail=[(_("Personnes"), reverse("people:people")), (str(found), page_of(found))],
        back=page_of(found),
    )
