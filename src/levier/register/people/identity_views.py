"""Who a person is, step by step: welcomed without a name, better known; other names, languages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.people.contact_views import page_of, trail
from levier.register.people.forms import LanguageForm, OtherNameForm, RaiseForm, WelcomeForm, values_of
from levier.register.people.gradient import (
    drop_language,
    drop_other_name,
    keep_language,
    keep_other_name,
    know_better,
    welcome_visitor,
)
from levier.register.people.models import LanguageSkill, OtherName, Person
from levier.register.people.rules import CHANGE_PEOPLE, WELCOME_PEOPLE
from levier.register.vocabulary.lists import languages


@screen(WELCOME_PEOPLE, methods=("GET", "POST"))
def welcome(request: HouseRequest) -> HttpResponse:
    """Somebody who gives no name, and may come back."""

    def receive(form: WelcomeForm) -> str:
        made = welcome_visitor(by=request.actor, called=form.cleaned_data["called"], at=timezone.now())
        say(request, _("C'est noté. Si la personne revient et en dit plus, complétez cette même fiche."))
        return page_of(made)

    return form_page(
        request,
        WelcomeForm(request.POST or None),
        title=_("Accueillir sans nom"),
        submit=_("Accueillir"),
        on_valid=receive,
        trail=[(_("Personnes"), reverse("people:people"))],
        back=reverse("people:people"),
    )


@screen(WELCOME_PEOPLE, methods=("GET", "POST"))
def better(request: HouseRequest, pk: int) -> HttpResponse:
    """A person who says more of themselves: what was done with them stays on this file."""
    found = _person(request, pk)

    def know(form: RaiseForm) -> str:
        know_better(
            by=request.actor,
            person=found,
            level=form.cleaned_data["level"],
            identity=form.identity(),
            at=timezone.now(),
        )
        say(request, _("La fiche est complétée ; tout ce qui était noté y reste."))
        return page_of(found)

    return form_page(
        request,
        RaiseForm(request.POST or None, person=found, initial=values_of(found)),
        title=_("Mieux connaître cette personne"),
        submit=_("Compléter la fiche"),
        on_valid=know,
        current=lambda: (found.version, values_of(found)),
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def new_name(request: HouseRequest, pk: int) -> HttpResponse:
    """Another name by which a person is found."""
    found = _person(request, pk)

    def keep(form: OtherNameForm) -> str:
        data = form.cleaned_data
        keep_other_name(by=request.actor, person=found, kind=data["kind"], value=data["value"], at=timezone.now())
        say(request, _("Le nom est noté : la recherche le trouve."))
        return page_of(found)

    return form_page(
        request,
        OtherNameForm(request.POST or None),
        title=_("Ajouter un nom"),
        submit=_("Ajouter le nom"),
        on_valid=keep,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def drop_name(request: HouseRequest, pk: int) -> HttpResponse:
    """A name noted by mistake."""
    mine = OtherName.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    name = get_object_or_404(mine.select_related("person"), pk=pk)
    back = page_of(name.person)

    def drop() -> str:
        drop_other_name(by=request.actor, name=name, at=timezone.now())
        say(request, _("Le nom est retiré."))
        return back

    return confirm_page(
        request,
        title=_("Retirer ce nom"),
        sentence=_("La recherche ne trouvera plus la personne par ce nom :"),
        submit=_("Retirer le nom"),
        on_yes=drop,
        back=back,
        things=[name],
        trail=trail(name.person),
    )


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def note_language(request: HouseRequest, pk: int) -> HttpResponse:
    """A language of a person; noted again, it is changed."""
    found = _person(request, pk)

    def keep(form: LanguageForm) -> str:
        keep_language(by=request.actor, person=found, values=form.cleaned_data, at=timezone.now())
        say(request, _("La langue est notée."))
        return page_of(found)

    return form_page(
        request,
        LanguageForm(request.POST or None),
        title=_("Noter une langue"),
        submit=_("Noter la langue"),
        on_valid=keep,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_PEOPLE, methods=("GET", "POST"))
def forget_language(request: HouseRequest, pk: int) -> HttpResponse:
    """A language noted by mistake."""
    mine = LanguageSkill.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    skill = get_object_or_404(mine.select_related("person"), pk=pk)
    back = page_of(skill.person)

    def drop() -> str:
        drop_language(by=request.actor, skill=skill, at=timezone.now())
        say(request, _("La langue est retirée."))
        return back

    return confirm_page(
        request,
        title=_("Retirer cette langue"),
        sentence=_("Cette langue ne sera plus notée pour la personne :"),
        submit=_("Retirer la langue"),
        on_yes=drop,
        back=back,
        things=[languages().label(skill.language)],
        trail=trail(skill.person),
    )


def _person(request: HouseRequest, pk: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found
