"""Referrals for the team: of one person, of everybody, by partner; sent, answered by phone, withdrawn."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.post import full_address
from levier.foundation.kit.forms import confirm_page, say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.consent import running_mandates
from levier.register.people.enums import Purpose
from levier.register.people.models import Person
from levier.support.pathways.actions import answer_referral, refer, take_note, withdraw_referral
from levier.support.pathways.drafting import drafted_page
from levier.support.pathways.enums import ReferralStatus
from levier.support.pathways.models import Referral, Step
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.referral_forms import HeardReplyForm, ReferralForm
from levier.support.pathways.referral_lists import REFERRALS
from levier.support.pathways.referral_queries import answering, referrals_of, steps_that_wait
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS

TONES = {
    ReferralStatus.ACCEPTED: "good",
    ReferralStatus.PROPOSED: "good",
    ReferralStatus.REFUSED: "bad",
    ReferralStatus.EXPIRED: "ochre",
}
"""Colour of the badge of each status; the word says it too."""


def page_of(person: Person) -> str:
    return reverse("pathways:referrals_of", args=[person.pk])


@screen(SEE_PATHWAYS)
def referrals(request: HouseRequest) -> HttpResponse:
    """Those of the team."""
    return REFERRALS.answer(request, others=[(_("Réponses par partenaire"), reverse("pathways:answering"))])


@screen(SEE_PATHWAYS)
def by_partner(request: HouseRequest) -> HttpResponse:
    """How long each partner takes to answer, and what."""
    context = {
        "rows": answering(request.actor, timezone.now()),
        "trail": [(_("Orientations"), reverse("pathways:referrals"))],
    }
    return render(request, "pathways/answering.html", context)


@screen(SEE_PATHWAYS, reads="referral.read")
def of_person(request: HouseRequest, pk: int) -> HttpResponse:
    """Where one person was sent, and what was answered."""
    person = person_of(request, pk)
    note_reading(request, person)
    actor, now = request.actor, timezone.now()
    sent = list(referrals_of(actor, person))
    steps = steps_that_wait(actor, sent)
    context = {
        "person": person,
        "referrals": [
            (one, status := one.status_at(now), TONES.get(status, ""), steps.get(one.pk, "")) for one in sent
        ],
        "may_write": WRITE_PATHWAYS.allows(actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "pathways/referrals.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new_referral(request: HouseRequest, pk: int) -> HttpResponse:
    """Send somebody to a partner or a colleague; with `?etape=`, the step of the plan that waits for the answer."""
    person = person_of(request, pk)
    step = _step(request, person)

    def save(valid: ReferralForm) -> str:
        site = full_address(request, "/").rstrip("/")
        made = refer(by=request.actor, person=person, draft=valid.draft(), site=site, step=step, at=timezone.now())
        if made.partner_id:
            say(request, _("La demande part vers %(address)s.") % {"address": made.address})
        else:
            say(request, _("%(name)s trouvera la demande dans « Ma journée ».") % {"name": made.colleague})
        return reverse("pathways:plan", args=[person.pk]) if step else page_of(person)

    initial = {"partner": step.partner_id, "why": step.title} if step else {}
    mandates = running_mandates(person, timezone.localdate()).filter(purpose=Purpose.REFERRAL)
    return drafted_page(
        request,
        person,
        "new_referral",
        ReferralForm(request.actor, request.POST or None, initial=initial),
        title=_("Orienter vers un service ou un·e collègue"),
        submit=_("Envoyer la demande"),
        on_valid=save,
        intro=_("Étape du plan : %(step)s. Elle sera faite quand la demande sera acceptée.") % {"step": step}
        if step
        else "",
        template="pathways/referral_new.html",
        mandates=list(mandates.order_by("partner__name", "data")),
        **_around(person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def note_answer(request: HouseRequest, pk: int) -> HttpResponse:
    """Keep an answer that came by phone, or a colleague's own."""
    found = _referral(request, pk)

    def save(valid: HeardReplyForm) -> str:
        answer_referral(by=request.actor, referral=found, reply=valid.reply(), at=timezone.now())
        say(request, _("La réponse est notée."))
        return page_of(found.person)

    return drafted_page(
        request,
        found.person,
        f"note_answer:{found.pk}",
        HeardReplyForm(request.POST or None, initial={"answered_by": str(found.colleague or "")}),
        title=_("Noter la réponse de %(who)s") % {"who": found},
        submit=_("Noter la réponse"),
        on_valid=save,
        intro=found.why if found.colleague_id else "",
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Ask no more."""
    found = _referral(request, pk)

    def yes() -> str:
        try:
            withdraw_referral(by=request.actor, referral=found, at=timezone.now())
            say(request, _("L'orientation est retirée."))
        except Refused as error:
            warn(request, str(error))  # the partner was quicker
        return page_of(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette orientation ?"),
        sentence=_("Le lien reçu par %(who)s ne montrera plus rien. Un mail déjà parti reste parti.") % {"who": found},
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **_around(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def answer_read(request: HouseRequest, pk: int) -> HttpResponse:
    """The answer was read; it leaves "my day"."""
    found = _referral(request, pk)
    try:
        take_note(by=request.actor, referral=found, at=timezone.now())
        say(request, _("La réponse est lue."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found.person), status=303)


def _referral(request: HouseRequest, pk: int) -> Referral:
    rows = Referral.objects.visible_to(request.actor).filter(person__merged_into=None)
    found: Referral = get_object_or_404(rows.select_related("person", "partner", "colleague"), pk=pk)
    return found


def _step(request: HouseRequest, person: Person) -> Step | None:
    """The open step of this person that the address names, if any."""
    key = whole(request.GET.get("etape", ""))
    rows = Step.objects.visible_to(request.actor).open().filter(person=person)
    return rows.filter(pk=key).first() if key else None


def _around(person: Person) -> dict[str, Any]:
    return {"trail": trail(person, (_("Orientations"), page_of(person))), "back": page_of(person)}
