"""Group meetings on screen: the list, one meeting with who comes, its people, and what became of each in one go."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.support.appointments.actions import (
    AppointmentDraft,
    cancel_group,
    change_group,
    choose_group,
    join_group,
    move_group,
    note_group,
    open_group,
    propose_group,
)
from levier.support.appointments.enums import Stage
from levier.support.appointments.freeing import after_freeing
from levier.support.appointments.group_forms import (
    CancelGroupForm,
    ChangeGroupForm,
    GroupForm,
    JoinForm,
    MoveGroupForm,
    NoteGroupForm,
    PeopleForm,
    times_of_group,
    values_of_group,
)
from levier.support.appointments.groups import GROUPS, page_of_group, places_of, with_places, without_place
from levier.support.appointments.meetings import page_of
from levier.support.appointments.models import GroupMeeting
from levier.support.appointments.sooner import busy_among
from levier.support.appointments.standing import state_of
from levier.support.appointments.views import appointment_of, list_of
from levier.support.pathways.person_views import person_of, trail
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS


@screen(SEE_PATHWAYS)
def groups(request: HouseRequest) -> HttpResponse:
    """Group meetings of the team, those to come first."""
    begin = [(_("Ouvrir une séance collective"), reverse("appointments:new_group"))]
    return GROUPS.answer(request, actions=begin)


@screen(SEE_PATHWAYS, reads="group.read")
def group(request: HouseRequest, pk: int) -> HttpResponse:
    """One meeting: when, how many places, who comes and where each stands."""
    found, now = _group_of(request, pk), timezone.now()
    note_reading(request, found)
    held = places_of(request.actor, found)
    is_to_come = found.cancelled_at is None and found.booking.starts_at > now
    elsewhere = busy_among(request.actor, held, found.booking, now) if is_to_come and held else set()
    rows = [(one, state_of(one, now), one.person_id in elsewhere) for one in held]
    context = {
        "group": found,
        "rows": rows,
        "left": max(found.places - found.taken, 0),  # type: ignore[attr-defined]
        "is_to_come": is_to_come,
        "to_note": sum(standing.stage == Stage.TO_NOTE for _one, standing, _busy in rows),
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "trail": _trail(),
    }
    return render(request, "appointments/group.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Open a group meeting."""

    def save(valid: GroupForm) -> str:
        worker = valid.cleaned_data["avec"]
        made = open_group(by=request.actor, worker=worker, draft=valid.draft(), slot=valid.slot(), at=timezone.now())
        say(request, _("La séance est ouverte. Inscrivez des personnes, ou invitez-les à choisir."))
        return page_of_group(made)

    return form_page(
        request,
        GroupForm(request.actor, request.POST or None, initial={"avec": request.actor.user_id}),
        title=_("Ouvrir une séance collective"),
        submit=_("Ouvrir cette séance"),
        on_valid=save,
        trail=_trail(),
        back=reverse("appointments:groups"),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say a meeting otherwise, or change its places."""
    found = _group_of(request, pk)

    def save(valid: ChangeGroupForm) -> str:
        change_group(by=request.actor, group=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La séance est modifiée."))
        return page_of_group(found)

    before = values_of_group(found)
    return form_page(
        request,
        ChangeGroupForm(request.POST or None, initial=before),
        title=_("Modifier la séance"),
        submit=_("Enregistrer la séance"),
        on_valid=save,
        current=lambda: (before["version"], before),
        **_around(found),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def move(request: HouseRequest, pk: int) -> HttpResponse:
    """Another time or place: everybody keeps their place, and is told."""
    found = _group_of(request, pk)
    former = found.booking

    def save(valid: MoveGroupForm) -> str:
        moved = move_group(by=request.actor, group=found, slot=valid.slot(), at=timezone.now())
        when = formats.moment(moved.booking.starts_at)
        say(
            request,
            _("La séance est maintenant %(moment)s. Les personnes inscrites sont prévenues.") % {"moment": when},
        )
        return after_freeing(request.actor, former, page_of_group(found), timezone.now())

    before = times_of_group(found)
    return form_page(
        request,
        MoveGroupForm(request.POST or None, initial=before),
        title=_("Déplacer la séance"),
        submit=_("Déplacer cette séance"),
        on_valid=save,
        current=lambda: (before["version"], before),
        intro=_(
            "Chaque personne inscrite garde sa place. Elle reçoit un mail dans sa langue ; pour qui n'en reçoit pas, "
            "une tâche s'ajoute au bureau de %(who)s."
        )
        % {"who": found.worker},
        **_around(found),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def add(request: HouseRequest, pk: int) -> HttpResponse:
    """Give a place to some of one's people."""
    found = _group_of(request, pk)
    people = without_place(request.actor, found)

    def save(valid: PeopleForm) -> str:
        made = join_group(by=request.actor, group=found, at=timezone.now(), **valid.cleaned_data)
        count = len(made)
        say(request, ngettext("%(n)s personne est inscrite.", "%(n)s personnes sont inscrites.", count) % {"n": count})
        return page_of_group(found)

    return form_page(
        request,
        PeopleForm(people, request.POST or None),
        title=_("Inscrire des personnes"),
        submit=_("Inscrire"),
        on_valid=save,
        intro=_(
            "Ici, les personnes que vous accompagnez. Pour une autre : ses rendez-vous, puis « Séance collective »."
        ),
        **_around(found),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def note(request: HouseRequest, pk: int) -> HttpResponse:
    """What became of each place, in one go."""
    found, now = _group_of(request, pk), timezone.now()
    rows = [one for one in places_of(request.actor, found) if state_of(one, now).stage == Stage.TO_NOTE]

    def save(valid: NoteGroupForm) -> str:
        count = len(note_group(by=request.actor, group=found, noted=valid.noted(), at=timezone.now()))
        said = ngettext("C'est noté pour %(n)s personne.", "C'est noté pour %(n)s personnes.", count)
        say(request, said % {"n": count})
        return page_of_group(found)

    return form_page(
        request,
        NoteGroupForm(rows, request.POST if request.method == "POST" else None),
        title=_("Noter qui est venu"),
        submit=_("Enregistrer"),
        on_valid=save,
        template="appointments/group_note.html",
        group=found,
        **_around(found),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def cancel(request: HouseRequest, pk: int) -> HttpResponse:
    """A meeting does not take place."""
    found = _group_of(request, pk)

    def save(valid: CancelGroupForm) -> str:
        done = cancel_group(by=request.actor, group=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("La séance est annulée. Prévenez les personnes inscrites : elles sont sur cette page."))
        return after_freeing(request.actor, done.booking, page_of_group(found), timezone.now())

    form = CancelGroupForm(request.POST or None)
    title, submit = _("Annuler la séance"), _("Annuler cette séance")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around(found))


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def join(request: HouseRequest, pk: int) -> HttpResponse:
    """Give somebody a place, or invite them to choose."""
    person = person_of(request, pk)

    def save(valid: JoinForm) -> str:
        at, is_discreet, chosen = timezone.now(), valid.cleaned_data["is_discreet"], valid.chosen()
        if chosen is None:
            assert valid.inviting is not None  # the form offers nothing else
            draft = AppointmentDraft(valid.inviting, reason=_("séance collective"), is_discreet=is_discreet)
            made = propose_group(by=request.actor, person=person, draft=draft, at=at)
            say(request, _("L'invitation est notée. Donnez son lien à la personne."))
        else:
            [made] = join_group(by=request.actor, people=[person], group=chosen, is_discreet=is_discreet, at=at)
            say(request, _("La place est prise %(moment)s.") % {"moment": formats.moment(chosen.booking.starts_at)})
        return page_of(made)

    return form_page(
        request,
        JoinForm(
            with_places(request.actor, timezone.now()),
            request.POST or None,
            initial={"is_discreet": person.is_written_discreetly},
        ),
        title=_("Inscrire à une séance collective"),
        submit=_("Inscrire"),
        on_valid=save,
        template="appointments/group_join.html",
        person=person,
        trail=trail(person, (_("Rendez-vous"), list_of(person))),
        back=list_of(person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def choose(request: HouseRequest, pk: int) -> HttpResponse:
    """Give an invitation its place, or another meeting to somebody who has one."""
    found = appointment_of(request, pk)

    def save(valid: JoinForm) -> str:
        chosen = valid.chosen()
        assert chosen is not None  # this page invites nobody
        choose_group(by=request.actor, appointment=found, group=chosen, at=timezone.now())
        say(request, _("La place est prise %(moment)s.") % {"moment": formats.moment(chosen.booking.starts_at)})
        return page_of(found)

    offered = [one for one in with_places(request.actor, timezone.now()) if one.pk != found.group_id]
    form = JoinForm(offered, request.POST or None, may_invite=False)
    del form.fields["is_discreet"]
    return form_page(
        request,
        form,
        title=_("Choisir une séance collective"),
        submit=_("Prendre cette place"),
        on_valid=save,
        template="appointments/group_join.html",
        person=found.person,
        trail=trail(found.person, (_("Rendez-vous"), list_of(found.person))),
        back=page_of(found),
    )


def _group_of(request: HouseRequest, pk: int) -> GroupMeeting:
    rows = GroupMeeting.objects.visible_to(request.actor).counted().select_related("booking", "worker")
    found: GroupMeeting = get_object_or_404(rows, pk=pk)
    return found


def _trail() -> list[tuple[Any, str]]:
    return [(_("Séances collectives"), reverse("appointments:groups"))]


def _around(found: GroupMeeting) -> dict[str, Any]:
    return {"trail": [*_trail(), (found.title, page_of_group(found))], "back": page_of_group(found)}
