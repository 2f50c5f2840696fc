"""What could come next for somebody: a page beside theirs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.models import Activity
from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import Reply, Why
from levier.evidence.outcomes.following import Reason, Suggestion
from levier.evidence.outcomes.following_actions import answer_proposal, propose_next, withdraw_proposal
from levier.evidence.outcomes.following_forms import ProposalForm, ReplyForm, key_of
from levier.evidence.outcomes.following_queries import offers_of, proposals_of, suggestions_for
from levier.evidence.outcomes.models import Proposal
from levier.evidence.outcomes.rules import WRITE_PARTICIPATIONS
from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person


@screen(WRITE_PARTICIPATIONS, reads="proposal.read")
def following(request: HouseRequest, pk: int) -> HttpResponse:
    """What could come next for a person, with the reasons; what was proposed, and what the person answered."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    note_reading(request, person)
    proposals = list(proposals_of(request.actor, person))
    found = suggestions_for(request.actor, person, proposals, timezone.localdate())
    context = {
        "person": person,
        "suggestions": [(one.offer, [_reason(why) for why in one.reasons], _propose(person, one)) for one in found],
        "proposals": proposals,
        "waits": Reply.WAITING,
        "trail": _trail(person),
    }
    return render(request, "outcomes/following.html", context)


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def propose(request: HouseRequest, pk: int) -> HttpResponse:
    """Note that something was proposed: what the address names, or any other open project or activity."""
    person: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    taken = {one.place for one in proposals_of(request.actor, person)}
    open_to = [one for one in offers_of(request.actor, timezone.localdate()) if one.place not in taken]
    open_to.sort(key=lambda one: one.name.casefold())

    def save(valid: ProposalForm) -> str:
        kind, key = valid.places[valid.cleaned_data["place"]]
        place: dict[str, Any] = {
            "project": Project.objects.visible_to(request.actor).get(pk=key) if kind == "project" else None,
            "activity": Activity.objects.visible_to(request.actor).get(pk=key) if kind == "activity" else None,
        }
        told = {name: valid.cleaned_data[name] for name in ("why", "remark")}
        made = propose_next(by=request.actor, person=person, at=timezone.now(), **place, **told)
        say(request, _("« %(name)s » est noté comme proposé.") % {"name": made.name})
        return _page(person)

    return form_page(
        request,
        ProposalForm(
            open_to,
            request.POST or None,
            initial={"place": request.GET.get("lieu", ""), "why": request.GET.get("pourquoi", Why.OTHER)},
        ),
        title=_("Proposer une suite"),
        submit=_("Noter la proposition"),
        on_valid=save,
        intro="" if open_to else _("Rien n'est ouvert en ce moment : ni projet, ni activité."),
        trail=[*_trail(person), (_("Quelle suite ?"), _page(person))],
        back=_page(person),
    )


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def answer(request: HouseRequest, pk: int) -> HttpResponse:
    """Note what the person answers to a proposal."""
    found = _proposal(request, pk)
    before = {
        "reply": found.reply,
        "refused_for": found.refused_for,
        "on": found.answered_on or timezone.localdate(),
        "remark": found.remark,
        "version": found.version,
    }

    def save(valid: ReplyForm) -> str:
        told = {name: valid.cleaned_data[name] for name in ("reply", "refused_for", "on", "remark")}
        held = answer_proposal(by=request.actor, proposal=found, at=timezone.now(), **told)
        say(request, _("La réponse est notée : %(reply)s.") % {"reply": held.get_reply_display()})
        return _page(found.person)

    return form_page(
        request,
        ReplyForm(request.POST or None, initial=before),
        title=found.name,
        submit=_("Noter la réponse"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=[*_trail(found.person), (_("Quelle suite ?"), _page(found.person))],
        back=_page(found.person),
        removal=reverse("outcomes:withdraw_proposal", args=[found.pk]),
    )


@screen(WRITE_PARTICIPATIONS, methods=("GET", "POST"))
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    """A proposal was noted by mistake."""
    found = _proposal(request, pk)

    def yes() -> str:
        withdraw_proposal(by=request.actor, proposal=found, at=timezone.now())
        say(request, _("La proposition est retirée."))
        return _page(found.person)

    return confirm_page(
        request,
        title=_("Retirer une proposition"),
        sentence=_("Elle n'aura pas été faite. Si la personne a refusé, notez plutôt son refus."),
        submit=_("Retirer la proposition"),
        on_yes=yes,
        back=reverse("outcomes:answer_proposal", args=[found.pk]),
        things=[found.name],
        trail=[*_trail(found.person), (_("Quelle suite ?"), _page(found.person))],
    )


def _proposal(request: HouseRequest, pk: int) -> Proposal:
    rows = Proposal.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    found: Proposal = get_object_or_404(rows.select_related("person", "project", "activity"), pk=pk)
    return found


def _reason(one: Reason) -> str:
    """A reason as one reads it."""
    if one.why == Why.OBSTACLE:
        return _("Répond à un frein encore présent : %(name)s.") % {"name": one.about}
    if one.why == Why.EXIT_NEAR:
        return _("%(name)s se termine le %(day)s.") % {"name": one.about, "day": formats.day(one.on)}
    words = {"n": one.people, "name": one.about}
    if not one.about:
        sentence = ngettext(
            "%(n)s personne sortie du même endroit y est allée en trois ans.",
            "%(n)s personnes sorties du même endroit y sont allées en trois ans.",
            one.people,
        )
        return sentence % words
    sentence = ngettext(
        "%(n)s personne sortie de %(name)s y est allée en trois ans.",
        "%(n)s personnes sorties de %(name)s y sont allées en trois ans.",
        one.people,
    )
    return sentence % words


def _propose(person: Person, one: Suggestion) -> str:
    first = one.reasons[0].why
    return f"{reverse('outcomes:propose', args=[person.pk])}?lieu={key_of(one.offer.place)}&pourquoi={first.value}"


def _page(person: Person) -> str:
    return reverse("outcomes:following", args=[person.pk])


def _trail(person: Person) -> list[tuple[Any, str]]:
    return [
        (_("Personnes"), reverse("people:people")),
        (str(person), reverse("people:person", args=[person.pk])),
    ]
