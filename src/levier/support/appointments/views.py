"""Appointments of one person, one appointment, and its time chosen among what is free."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.post import full_address
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.paper import PDF, as_pdf
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.agenda.queries import free_slots
from levier.register.people.models import Person
from levier.support.appointments.actions import choose_time as give_time
from levier.support.appointments.actions import plan_appointment, propose_appointment
from levier.support.appointments.actions.meetings import may_take_back
from levier.support.appointments.enums import Place, Stage
from levier.support.appointments.forms import AHEAD, PlanForm, TimeForm, WorkerForm
from levier.support.appointments.freeing import after_freeing
from levier.support.appointments.inviting import link_of, paper_of
from levier.support.appointments.meetings import MINE, next_of, page_of
from levier.support.appointments.models import Appointment
from levier.support.appointments.queries import appointments_of
from levier.support.appointments.sooner import waits_since
from levier.support.appointments.standing import state_of
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS


def list_of(person: Person) -> str:
    return reverse("appointments:appointments", args=[person.pk])


@screen(SEE_PATHWAYS)
def own(request: HouseRequest) -> HttpResponse:
    """One's own appointments, to come and past."""
    return MINE.answer(request, others=[(_("Mes plages de rendez-vous"), reverse("agenda:openings"))])


@screen(SEE_PATHWAYS, reads="appointments.read")
def appointments(request: HouseRequest, pk: int) -> HttpResponse:
    """Appointments of somebody: those that go on, and those that are over."""
    person, now = person_of(request, pk), timezone.now()
    note_reading(request, person)
    rows = [(one, state_of(one, now), next_of(one, now)) for one in appointments_of(request.actor, person)]
    context = {
        "person": person,
        "open": [row for row in rows if row[1].is_open or row[2][0]],
        "past": [row for row in rows if not (row[1].is_open or row[2][0])],
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "appointments/appointments.html", context)


@screen(SEE_PATHWAYS, reads="appointments.read")
def appointment(request: HouseRequest, pk: int) -> HttpResponse:
    """One appointment: where it stands and why, and what may be done now."""
    found, now = appointment_of(request, pk), timezone.now()
    note_reading(request, found)
    standing = state_of(found, now)
    starts = found.booking.starts_at if found.booking else None
    context = {
        "appointment": found,
        "standing": standing,
        "next": next_of(found, now),
        "facts": _facts(found),
        "link": address_of(request, found) if standing.stage == Stage.INVITED else "",
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "is_planned": standing.stage == Stage.PLANNED,
        "is_waiting": standing.stage in (Stage.INVITED, Stage.EXPIRED, Stage.PLANNED),
        "may_be_seen": bool(starts and standing.is_open and timezone.localdate(starts) <= timezone.localdate(now)),
        "may_be_missed": standing.stage == Stage.TO_NOTE,
        "may_take_back": may_take_back(found, now),
        "waits": waits_since(found, now) if found.sooner_since and standing.stage == Stage.PLANNED else "",
        "offer": found.sooner_offers.unanswered().first() if found.sooner_since else None,
        "trail": trail(found.person, (_("Rendez-vous"), list_of(found.person))),
    }
    return render(request, "appointments/appointment.html", context)


@screen(SEE_PATHWAYS, reads="appointment.printed")
def paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The letter to give or to send: day, hour, place, in plain words."""
    found = appointment_of(request, pk)
    note_reading(request, found)
    headed = {"Content-Disposition": f'inline; filename="appointment-{found.pk}.pdf"'}
    return HttpResponse(
        as_pdf(paper_of(found, timezone.now(), address_of(request, found))), content_type=PDF, headers=headed
    )


@screen(WRITE_PATHWAYS)
def book_for(request: HouseRequest) -> HttpResponse:
    """From a colleague's week to the page that plans an appointment there for somebody."""
    worker, key = (whole(request.GET.get(name, "")) for name in ("avec", "personne"))
    if worker is None or key is None:
        return HttpResponseRedirect(reverse("agenda:week"), status=303)
    address = reverse("appointments:new_appointment", args=[person_of(request, key).pk])
    return HttpResponseRedirect(f"{address}?{urlencode({'avec': worker})}", status=303)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Plan an appointment, or invite without a time."""
    person = person_of(request, pk)
    return _plan(
        request,
        person,
        _("Planifier un rendez-vous"),
        {"kind": Place.OFFICE, "is_discreet": person.is_written_discreetly},
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def relaunch(request: HouseRequest, pk: int) -> HttpResponse:
    """Try again after a no-show, or an invitation without an answer."""
    found = appointment_of(request, pk)
    before = {"kind": found.kind, "reason": found.reason, "is_discreet": found.is_discreet}
    return _plan(request, found.person, _("Relancer"), before, former=found)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def choose_time(request: HouseRequest, pk: int) -> HttpResponse:
    """Give an invitation its time, or move what is planned."""
    found = appointment_of(request, pk)
    former = None if found.group_id else found.booking

    def save(valid: TimeForm) -> str:
        slot = valid.chosen()
        assert slot is not None  # this page offers no invitation
        give_time(by=request.actor, appointment=found, slot=slot, at=timezone.now())
        say(request, _("Le rendez-vous est prévu %(moment)s.") % {"moment": formats.moment(slot.starts_at)})
        return after_freeing(request.actor, former, page_of(found), timezone.now())

    return form_page(
        request,
        TimeForm(_free(request, found.worker), request.POST or None),
        title=_("Déplacer le rendez-vous") if found.booking else _("Choisir un moment"),
        submit=_("Enregistrer"),
        on_valid=save,
        template="appointments/plan_appointment.html",
        person=found.person,
        worker=found.worker,
        standing=state_of(found, timezone.now()),
        trail=trail(found.person, (_("Rendez-vous"), list_of(found.person))),
        back=page_of(found),
    )


def appointment_of(request: HouseRequest, pk: int) -> Appointment:
    """An appointment of somebody whom this colleague may meet, or 404."""
    found: Appointment = get_object_or_404(_rows(request), pk=pk)
    return found


def address_of(request: HouseRequest, appointment: Appointment) -> str:
    """Where the person chooses the time, in their language."""
    written = f"?ecrit={appointment.person.language}"
    return full_address(request, reverse("appointments:choose_by_link", args=[link_of(appointment)])) + written


def _rows(request: HouseRequest) -> Any:
    rows = Appointment.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    return rows.select_related("person", "worker", "booking", "relaunched_by", "relaunches__booking", "made_by")


def _plan(
    request: HouseRequest, person: Person, title: str, before: dict[str, Any], former: Appointment | None = None
) -> HttpResponse:
    choice = WorkerForm(request.actor, {"avec": request.GET.get("avec") or _usual(request, former)})
    worker: User | None = choice.cleaned_data["avec"] if choice.is_valid() else None

    def save(valid: PlanForm) -> str:
        slot = valid.chosen()
        agreed: dict[str, Any] = {"by": request.actor, "person": person, "relaunches": former, "at": timezone.now()}
        draft = valid.draft(worker)  # type: ignore[arg-type]
        if slot is None:
            made = propose_appointment(draft=draft, **agreed)
            say(request, _("L'invitation est notée : choisissez le moment dès que la personne répond."))
        else:
            made = plan_appointment(draft=draft, slot=slot, **agreed)
            say(request, _("Le rendez-vous est prévu %(moment)s.") % {"moment": formats.moment(slot.starts_at)})
        return page_of(made)

    slots = _free(request, worker) if worker else []
    return form_page(
        request,
        PlanForm(slots, request.POST or None, initial=before, may_invite=bool(slots)),
        title=title,
        submit=_("Enregistrer le rendez-vous"),
        on_valid=save,
        template="appointments/plan_appointment.html",
        person=person,
        worker=worker,
        choice=choice,
        standing=state_of(former, timezone.now()) if former else None,
        trail=trail(person, (_("Rendez-vous"), list_of(person))),
        back=page_of(former) if former else list_of(person),
    )


def _usual(request: HouseRequest, former: Appointment | None) -> int | None:
    return former.worker_id if former else request.actor.user_id


def _free(request: HouseRequest, worker: User) -> Any:
    today = timezone.localdate()
    return free_slots(request.actor, worker, Period(today, today + AHEAD), after=timezone.now())


def _facts(one: Appointment) -> list[tuple[Any, Any]]:
    held = one.booking
    found = [
        (_("Avec"), one.worker),
        (_("Où"), " · ".join(filter(None, [str(one.get_kind_display()), held.place if held else ""]))),
        (_("Durée"), formats.minutes(int(held.length.total_seconds() // 60)) if held else "–"),
        (_("Pourquoi"), one.reason or "–"),
        (_("Rappel"), _reminded(one)),
    ]
    if one.relaunches:
        found.append((_("Fait suite à"), state_of(one.relaunches, timezone.now()).sentence))
    return found


def _reminded(one: Appointment) -> str:
    if one.reminded_at:
        return _("rappelé le %(day)s") % {"day": formats.day(one.reminded_at)}
    return _("discret") if one.says_nothing_of_us else _("la veille ouvrable, par le moyen que la personne préfère")
