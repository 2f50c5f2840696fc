"""Mandates on screen: the text to read, the yes noted item by item, the paper to keep, and the taking back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.paper import PDF
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.consent import give_mandates, last_day, revoke_mandate
from levier.register.people.contact_views import page_of, trail
from levier.register.people.enums import LANGUAGES, DataKind, Length
from levier.register.people.forms import MandateForm
from levier.register.people.mandate_words import paper_of, script_of
from levier.register.people.models import Mandate, Person
from levier.register.people.rules import GATHER_MANDATES


@screen(GATHER_MANDATES, methods=("GET", "POST"))
def give(request: HouseRequest, pk: int) -> HttpResponse:
    """First what is asked, then the text to read in the person's language; the yes is noted from that page."""
    found = _person(request, pk)
    today = timezone.localdate()
    form = MandateForm(request.POST or None, actor=request.actor, initial={"read_in": found.language})
    if request.method == "POST" and form.is_valid() and "entendu" not in request.POST:
        return _read_aloud(request, found, form)

    def keep(valid: MandateForm) -> str:
        data = valid.cleaned_data
        made = give_mandates(
            by=request.actor,
            person=found,
            partner=data["partner"],
            purpose=data["purpose"],
            data=data["kinds"],
            length=data["length"],
            read_in=data["read_in"],
            is_oral=data["how"] == "oral",
            on=today,
            at=timezone.now(),
        )
        say(request, _("L'accord est noté. Imprimez-le pour la personne si elle le souhaite."))
        return reverse("people:mandate", args=[made[0].pk])

    return form_page(
        request,
        form,
        title=_("Demander un accord de transmission"),
        submit=_("Lire le texte à la personne"),
        on_valid=keep,
        intro=_("Cochez ce que vous voulez transmettre, rien de plus. Le texte à lire vient ensuite."),
        trail=trail(found),
        back=page_of(found),
    )


def _read_aloud(request: HouseRequest, person: Person, form: MandateForm) -> HttpResponse:
    data = form.cleaned_data
    asked = {"partner": data["partner"].name, "purpose": data["purpose"], "kinds": data["kinds"]}
    until = last_day(timezone.localdate(), data["length"])
    context = {
        "person": person,
        "form": form,
        "script": script_of(data["read_in"], until=until, **asked),
        "ours": script_of("fr", until=until, **asked),
        "spoken": dict(LANGUAGES).get(data["read_in"], data["read_in"]),
        "trail": trail(person),
        "back": page_of(person),
    }
    return render(request, "people/read_aloud.html", context)


@screen(GATHER_MANDATES, reads="person.mandate_read")
def mandate(request: HouseRequest, pk: int) -> HttpResponse:
    """One agreement: what was given together with it, each item with its state."""
    found = _mandate(request, pk)
    note_reading(request, found.person)
    context = {
        "mandate": found,
        "together": _together(found),
        "today": timezone.localdate(),
        "length": Length(found.length).label,
        "trail": trail(found.person),
    }
    return render(request, "people/mandate.html", context)


@screen(GATHER_MANDATES, reads="person.mandate_printed")
def mandate_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The agreement on paper, with a sign for each item."""
    found = _mandate(request, pk)
    note_reading(request, found.person)
    house = Organisation.objects.values_list("name", flat=True).get(pk=request.actor.organisation_id)
    data = paper_of(found.person, _together(found), house, timezone.now())
    name = f"accord-{found.pk}.pdf"
    return HttpResponse(data, content_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@screen(GATHER_MANDATES, methods=("GET", "POST"))
def revoke(request: HouseRequest, pk: int) -> HttpResponse:
    """The person takes one item back."""
    found = _mandate(request, pk)
    back = reverse("people:mandate", args=[found.pk])

    def take_back() -> str:
        revoke_mandate(by=request.actor, mandate=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("L'accord est retiré : plus rien de cela ne partira."))
        return back

    return confirm_page(
        request,
        title=_("Retirer cet accord"),
        sentence=_("Dès aujourd'hui, ceci ne sera plus transmis. Ce qui est déjà parti ne revient pas."),
        submit=_("Retirer l'accord"),
        on_yes=take_back,
        back=back,
        things=[f"{found.partner} – {DataKind(found.data).label}"],
        trail=trail(found.person),
    )


def _together(found: Mandate) -> list[Mandate]:
    """What was said yes to in the same breath."""
    same = {"person": found.person, "partner": found.partner, "purpose": found.purpose, "made_at": found.made_at}
    return list(Mandate.objects.filter(**same).select_related("partner").order_by("pk"))


def _person(request: HouseRequest, pk: int) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found


def _mandate(request: HouseRequest, pk: int) -> Mandate:
    mine = Mandate.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    found: Mandate = get_object_or_404(mine.select_related("person", "partner"), pk=pk)
    return found
