"""A person leaves: their own copy, the erasure with what goes and what stays, the proofs kept under lock."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.lists import Column, ListPage
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.contact_views import page_of, trail
from levier.register.people.copying import copy_of
from levier.register.people.forms import ErasureForm
from levier.register.people.leaving import departure_of, erase_person
from levier.register.people.models import Person, SealedProof
from levier.register.people.proofs import open_proof, proofs_kept
from levier.register.people.rules import COPY_PEOPLE, ERASE_PEOPLE, OPEN_PROOFS

PROOFS = ListPage(
    title=gettext_lazy("Preuves de personnes effacées"),
    rows=proofs_kept,
    columns=(
        Column("dossier", gettext_lazy("Dossier"), str, lambda one: reverse("people:proof", args=[one.pk])),
        Column(
            "fin",
            gettext_lazy("Gardées jusqu'au"),
            lambda one: formats.day(one.until),
            None,
            ("until",),
            plain=lambda one: one.until,
        ),
    ),
    default_sort=("until", "pk"),
    empty=gettext_lazy(
        "Aucune preuve n'est gardée sous clé. Quand une personne effacée a des heures financées, ses preuves attendent"
        " ici la fin du délai dû au bailleur."
    ),
    export_name="preuves-gardees",
)


@screen(COPY_PEOPLE, reads="person.copied")
def copy(request: HouseRequest, pk: int) -> HttpResponse:
    """The person's own copy, as one file to give them."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    note_reading(request, found)
    house = Organisation.objects.values_list("name", flat=True).get(pk=request.actor.organisation_id)
    packed = copy_of(by=request.actor, person=found, house=house, at=timezone.now())
    name = f"copie-{found.pk}.zip"
    return HttpResponse(
        packed, content_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@screen(ERASE_PEOPLE, methods=("GET", "POST"))
def erase(request: HouseRequest, pk: int) -> HttpResponse:
    """What goes, what stays and until when; then, with a reason, the erasure."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    departure = departure_of(request.actor, found)

    def do(form: ErasureForm) -> str:
        until = erase_person(by=request.actor, person=found, reason=form.cleaned_data["reason"], at=timezone.now())
        if until is None:
            say(request, _("La personne est effacée : plus rien ne la nomme."))
        else:
            words = _("La personne est effacée. Ses preuves restent sous clé jusqu'au %(day)s.")
            say(request, words % {"day": formats.day(until)})
        return reverse("people:people")

    context: dict[str, Any] = {"departure": departure, "person": found}
    return form_page(
        request,
        ErasureForm(request.POST or None),
        title=_("Effacer cette personne"),
        submit=_("Effacer pour de bon"),
        on_valid=do,
        template="people/erase.html",
        trail=trail(found),
        back=page_of(found),
        **context,
    )


@screen(OPEN_PROOFS)
def proofs(request: HouseRequest) -> HttpResponse:
    """Erased people whose proofs a funder may still ask for, without their names."""
    return PROOFS.answer(request)


@screen(OPEN_PROOFS, reads="person.proof_read")
def proof(request: HouseRequest, pk: int) -> HttpResponse:
    """Whom the proofs speak of: for a control, and written in the journal."""
    found = get_object_or_404(SealedProof.objects.visible_to(request.actor), pk=pk)
    note_reading(request, found)
    try:
        words = open_proof(request.actor, found)
    except Refused as refusal:
        words = str(refusal)
    context = {
        "proof": found,
        "words": words,
        "trail": [(_("Preuves de personnes effacées"), reverse("people:proofs"))],
    }
    return render(request, "people/proof.html", context)
