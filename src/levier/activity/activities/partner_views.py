"""Partners who sign people up: their links, and what they ask by them, on the pages of colleagues."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import accept_request, make_link, refuse_request, revoke_link
from levier.activity.activities.actions.partnering import KEPT
from levier.activity.activities.enrolling_views import say_placed
from levier.activity.activities.enums import RequestState
from levier.activity.activities.models import Activity, PartnerLink, PartnerRequest
from levier.activity.activities.partner_forms import NEW, AcceptForm, LinkForm, RefuseForm
from levier.activity.activities.partner_links import address_of, alike_of, lines_of
from levier.activity.activities.prerequisites import doubts
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.activities.seats import seats_of
from levier.activity.activities.trails import trail
from levier.foundation.accounts.post import full_address
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.register.people.rules import SEE_PEOPLE


def _links_of(activity: Activity) -> str:
    return reverse("activities:partner_links", args=[activity.pk])


def _trail(activity: Activity) -> list[tuple[Any, str]]:
    return [*trail(activity), (_("Partenaires qui inscrivent"), _links_of(activity))]


@screen(SEE_PRESENCES, reads="partner_requests.read")
def links(request: HouseRequest, pk: int) -> HttpResponse:
    """The links of an activity, what waits for an answer, and who came by each."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    note_reading(request, found)
    lines = lines_of(found, timezone.localdate())
    may_change = CHANGE_ACTIVITIES.allows(request.actor)
    for line in lines:
        line.address = address_of(line.link, request.build_absolute_uri) if may_change and line.is_open else ""
    context = {
        "activity": found,
        "lines": lines,
        "waiting": [one for line in lines for one in line.waiting],
        "may_change": may_change,
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "may_open": SEE_PEOPLE.allows(request.actor),
        "days": KEPT.days,
        "trail": trail(found),
    }
    return render(request, "activities/partner_links.html", context)


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new_link(request: HouseRequest, pk: int) -> HttpResponse:
    """A link for one partner."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)

    def create(form: LinkForm) -> str:
        make_link(by=request.actor, activity=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("Le lien est prêt : envoyez-le au partenaire."))
        return _links_of(found)

    return form_page(
        request,
        LinkForm(request.actor, request.POST or None, initial={"ends_on": found.ends_on}),
        title=_("Donner un lien à un partenaire"),
        submit=_("Faire le lien"),
        on_valid=create,
        intro=_("Il propose des personnes sans compte, sur son téléphone, en huit langues. Vous acceptez ou refusez."),
        trail=_trail(found),
        back=_links_of(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def revoke(request: HouseRequest, pk: int) -> HttpResponse:
    """The link of a partner opens nothing any more."""
    rows = PartnerLink.objects.visible_to(request.actor).select_related("activity", "partner")
    found: PartnerLink = get_object_or_404(rows, pk=pk)

    def act() -> str:
        revoke_link(by=request.actor, link=found, at=timezone.now())
        say(request, _("Le lien est retiré : il n'ouvre plus rien."))
        return _links_of(found.activity)

    return confirm_page(
        request,
        title=_("Retirer le lien de %(partner)s") % {"partner": found.partner},
        sentence=_("Il n'ouvrira plus rien. Ce qui est déjà demandé reste à traiter, qui est inscrit le reste."),
        submit=_("Retirer le lien"),
        on_yes=act,
        back=_links_of(found.activity),
        trail=_trail(found.activity),
    )


def _request(request: HouseRequest, pk: int) -> PartnerRequest:
    rows = PartnerRequest.objects.visible_to(request.actor).filter(state=RequestState.OPEN)
    found: PartnerRequest = get_object_or_404(rows.select_related("link__activity", "link__partner"), pk=pk)
    return found


@screen(NOTE_PRESENCES, methods=("GET", "POST"), reads="partner_requests.read")
def accept(request: HouseRequest, pk: int) -> HttpResponse:
    """Whose file it is: one that looks alike, or a new one; then a place, or the waiting list."""
    found = _request(request, pk)
    activity = found.link.activity
    note_reading(request, activity)
    like = alike_of(request.actor, found)
    unsure = doubts(activity, [one for one, _reason in like])
    alike = [(one, _why(why, unsure.get(one.pk))) for one, why in like]
    low = {one: doubt.sentence for one, doubt in unsure.items() if doubt.is_low}

    def save(form: AcceptForm) -> str:
        chosen = form.cleaned_data["file"]
        files = Person.objects.visible_to(request.actor)
        person = None if chosen == NEW else get_object_or_404(files, pk=int(chosen))
        site, now = full_address(request, "/").rstrip("/"), timezone.now()
        placed = accept_request(by=request.actor, request=found, person=person, site=site, at=now)
        say_placed(request, placed)
        return _links_of(activity)

    return form_page(
        request,
        AcceptForm(alike, low, request.POST or None),
        title=_("Accepter %(name)s") % {"name": found},
        submit=_("Accepter et inscrire"),
        on_valid=save,
        template="activities/partner_accept.html",
        proposed=found,
        seats=seats_of(activity, timezone.now()),
        trail=_trail(activity),
        back=_links_of(activity),
    )


def _why(why: str, doubt: Any) -> str:
    return f"{why} · {doubt.sentence}" if doubt else why


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def refuse(request: HouseRequest, pk: int) -> HttpResponse:
    """Say no, with the reason that the partner reads."""
    found = _request(request, pk)

    def save(form: RefuseForm) -> str:
        refuse_request(by=request.actor, request=found, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("C'est noté : le partenaire lira votre raison."))
        return _links_of(found.link.activity)

    return form_page(
        request,
        RefuseForm(request.POST or None),
        title=_("Refuser %(name)s") % {"name": found},
        submit=_("Refuser"),
        on_valid=save,
        trail=_trail(found.link.activity),
        back=_links_of(found.link.activity),
    )
