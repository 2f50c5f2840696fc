"""The photo of a person on screen: the words to say, the yes, the photo; and taking it back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.people.contact_views import page_of, trail
from levier.register.people.forms import PhotoForm
from levier.register.people.models import Person, Photo
from levier.register.people.photos import in_page, keep_photo, photo_of, withdraw_photo
from levier.register.people.rules import KEEP_PHOTOS


@screen(KEEP_PHOTOS, methods=("GET", "POST"))
def photo(request: HouseRequest, pk: int) -> HttpResponse:
    """The photo kept, and the form of a new one: first the yes, then the picture."""
    found = _person(request, pk)
    held = Photo.objects.filter(person=found).first()

    def keep(valid: PhotoForm) -> str:
        data = valid.cleaned_data
        keep_photo(
            by=request.actor,
            person=found,
            upload=data["file"],
            read_in=data["read_in"],
            is_oral=data["how"] == "oral",
            on=timezone.localdate(),
            at=timezone.now(),
        )
        say(request, _("La photo est gardée, avec l'accord de la personne."))
        return page_of(found)

    return form_page(
        request,
        PhotoForm(request.POST or None, request.FILES or None, initial={"read_in": found.language}),
        title=_("Remplacer la photo") if held else _("Ajouter une photo"),
        submit=_("Garder la photo"),
        on_valid=keep,
        template="people/photo.html",
        person=found,
        photo=in_page(photo_of(found)) if held else "",
        given=formats.day(held.given_on) if held else "",
        trail=trail(found),
        back=page_of(found),
    )


@screen(KEEP_PHOTOS, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """The person takes their yes back."""
    found = _person(request, pk)

    def take_back() -> str:
        withdraw_photo(by=request.actor, person=found, at=timezone.now())
        say(request, _("La photo est effacée."))
        return page_of(found)

    return confirm_page(
        request,
        title=_("Retirer la photo"),
        sentence=_("La photo est effacée tout de suite, de Levier et de son disque. La place en est vide partout."),
        submit=_("Effacer la photo"),
        on_yes=take_back,
        back=reverse("people:photo", args=[found.pk]),
        things=[str(found)],
        trail=trail(found),
    )


def _person(request: HouseRequest, pk: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found
