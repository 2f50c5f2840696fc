"""Deadlines: one page each, and what one does with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.enums import ContactKind
from levier.support.rights.actions import (
    add_deadline,
    drop_deadline,
    finish_deadline,
    give_deadline,
    miss_deadline,
    remind_person,
    reopen_deadline,
)
from levier.support.rights.enums import DeadlineState
from levier.support.rights.forms import DeadlineForm, DoneForm, GiveForm, MissedForm, ReasonForm, RemindForm
from levier.support.rights.lists import page_of, standing
from levier.support.rights.messages import reminder_of
from levier.support.rights.models import Deadline
from levier.support.rights.rules import SEE_RIGHTS, WRITE_RIGHTS
from levier.support.rights.views import person_of, person_page, tone, trail_of
from levier.support.rights.wording import CHECKED_WITH, rule_in_words, told


def _deadline(request: HouseRequest, pk: int) -> Deadline:
    rows = Deadline.objects.visible_to(request.actor)
    related = ("person", "rule__kind", "letter", "owner", "settled_by", "follows")
    found: Deadline = get_object_or_404(rows.select_related(*related), pk=pk)
    return found


def _trail(one: Deadline) -> list[tuple[str, str]]:
    return [*trail_of(one.person), (str(one.rule.kind), page_of(one))]


@screen(SEE_RIGHTS, reads="rights.deadline_read")
def deadline(request: HouseRequest, pk: int) -> HttpResponse:
    """One deadline: its day, how it was found, what was done."""
    found = _deadline(request, pk)
    note_reading(request, found)
    context = {
        "deadline": found,
        "kind": found.rule.kind,
        "standing": standing(found),
        "tone": tone(found),
        "facts": _facts(found),
        "steps": told(found),
        "checked_with": CHECKED_WITH,
        "is_open": found.state == DeadlineState.OPEN,
        "is_over": found.end < timezone.localdate() and not found.rule.kind.is_earliest,
        "may_write": WRITE_RIGHTS.allows(request.actor),
        "trail": trail_of(found.person),
    }
    return render(request, "rights/deadline.html", context)


def _facts(one: Deadline) -> list[tuple[Any, Any]]:
    rule = one.rule
    source = _("%(source)s (à confirmer)") % {"source": rule.source} if rule.is_to_confirm else rule.source
    facts = [
        (_("Suivie par"), one.owner or "–"),
        (_("Règle"), rule_in_words(rule)),
        (_("Source"), source),
    ]
    if one.settled_on:
        facts += [
            (_("Close le"), formats.day(one.settled_on)),
            (_("Par"), one.settled_by or _("Levier")),
            (_("Ce qui a été fait"), one.what or "–"),
            (_("Résultat"), one.result or "–"),
        ]
    return facts


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """A deadline noted by hand."""
    found = person_of(request, pk)

    def add(form: DeadlineForm) -> str:
        made = add_deadline(by=request.actor, person=found, draft=form.draft(), at=timezone.now())
        say(request, _("L'échéance est notée."))
        return page_of(made)

    return form_page(
        request,
        DeadlineForm(request.actor, request.POST or None),
        title=_("Noter une échéance"),
        submit=_("Noter l'échéance"),
        on_valid=add,
        intro=_("Pour un courrier, enregistrez-le plutôt : Levier propose lui-même les échéances."),
        trail=trail_of(found),
        back=person_page(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def done(request: HouseRequest, pk: int) -> HttpResponse:
    """It is done."""

    def finish(found: Deadline, form: DoneForm) -> None:
        finish_deadline(by=request.actor, deadline=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("L'échéance est faite."))

    return _settle(request, pk, DoneForm, finish, title=_("C'est fait"), submit=_("Noter que c'est fait"))


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def dropped(request: HouseRequest, pk: int) -> HttpResponse:
    """There is nothing to do."""

    def drop(found: Deadline, form: ReasonForm) -> None:
        drop_deadline(by=request.actor, deadline=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("L'échéance est sans objet."))

    return _settle(request, pk, ReasonForm, drop, title=_("Échéance sans objet"), submit=_("Noter sans objet"))


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def missed(request: HouseRequest, pk: int) -> HttpResponse:
    """It is too late."""

    def miss(found: Deadline, form: MissedForm) -> None:
        miss_deadline(by=request.actor, deadline=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("L'échéance est manquée. Si un droit est touché, notez-le aussi comme perte de droits."))

    return _settle(request, pk, MissedForm, miss, title=_("Échéance manquée"), submit=_("Noter qu'elle est manquée"))


def _settle(
    request: HouseRequest, pk: int, form: Any, act: Callable[[Deadline, Any], None], *, title: str, submit: str
) -> HttpResponse:
    found = _deadline(request, pk)

    def settle(valid: Any) -> str:
        act(found, valid)
        return person_page(found.person)

    return form_page(
        request,
        form(request.POST or None),
        title=_("%(title)s : %(kind)s") % {"title": title, "kind": found.rule.kind},
        submit=submit,
        on_valid=settle,
        trail=_trail(found),
        back=page_of(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def reopen(request: HouseRequest, pk: int) -> HttpResponse:
    """Put a settled deadline back to be done."""
    found = _deadline(request, pk)

    def put_back() -> str:
        reopen_deadline(by=request.actor, deadline=found, at=timezone.now())
        say(request, _("L'échéance est de nouveau à faire."))
        return page_of(found)

    return confirm_page(
        request,
        title=_("Remettre cette échéance à faire ?"),
        sentence=_("Elle revient parmi les échéances ouvertes. Le journal garde ce qui en avait été dit."),
        submit=_("Remettre à faire"),
        on_yes=put_back,
        back=page_of(found),
        trail=_trail(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def give(request: HouseRequest, pk: int) -> HttpResponse:
    """Who follows it."""
    found = _deadline(request, pk)

    def hand_on(form: GiveForm) -> str:
        give_deadline(by=request.actor, deadline=found, owner=form.cleaned_data["owner"], at=timezone.now())
        say(request, _("L'échéance est confiée."))
        return page_of(found)

    return form_page(
        request,
        GiveForm(request.actor, request.POST or None, initial={"owner": found.owner_id}),
        title=_("Confier l'échéance"),
        submit=_("Confier l'échéance"),
        on_valid=hand_on,
        trail=_trail(found),
        back=page_of(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def remind(request: HouseRequest, pk: int) -> HttpResponse:
    """Tell the person, by mail; what will be read is shown before. Without an address, what to say on the phone."""
    found = _deadline(request, pk)
    if found.state != DeadlineState.OPEN:
        warn(request, _("Cette échéance n'est plus ouverte : il n'y a rien à rappeler."))
        return HttpResponseRedirect(page_of(found), status=303)
    points = found.person.contact_points.filter(ended_on=None).order_by("-is_preferred", "pk")
    mails = points.filter(kind=ContactKind.MAIL)
    phone = Organisation.objects.values_list("phone", flat=True).get(pk=request.actor.organisation_id)

    def send(form: RemindForm) -> str:
        remind_person(
            by=request.actor,
            deadline=found,
            point=form.cleaned_data["point"],
            is_discreet=not form.cleaned_data["is_plain"],
            at=timezone.now(),
        )
        say(request, _("Le message part. Vous le retrouvez dans les envois."))
        return page_of(found)

    return form_page(
        request,
        RemindForm(mails, request.POST or None),
        title=_("Prévenir %(name)s") % {"name": found.person},
        submit=_("Envoyer le message"),
        on_valid=send,
        template="rights/remind.html",
        mails=list(mails),
        phones=list(points.filter(kind=ContactKind.PHONE)),
        discreet=reminder_of(found, phone=phone, is_discreet=True),
        plain=reminder_of(found, phone=phone, is_discreet=False),
        trail=_trail(found),
        back=page_of(found),
    )
