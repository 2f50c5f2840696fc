"""A collective: its members, meetings, who does what; and handing it to another organisation."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.lists import page_of as activity_page
from levier.activity.activities.models import Activity
from levier.activity.courses.actions import (
    add_member,
    change_collective,
    end_membership,
    finish_task,
    found_collective,
    hand_over,
    hold_meeting,
)
from levier.activity.courses.around import around_collective, found
from levier.activity.courses.collective_forms import (
    COLLECTIVE_COLUMNS,
    CollectiveForm,
    HandOverForm,
    LeftForm,
    MeetingForm,
    MemberForm,
)
from levier.activity.courses.collective_lists import COLLECTIVES
from levier.activity.courses.forms import said, values_of
from levier.activity.courses.handing import moving_file, stays_here
from levier.activity.courses.models import Collective, Member, Task
from levier.activity.courses.public_views import address_of
from levier.activity.courses.rules import HAND_OVER, RUN_COLLECTIVES, SEE_COLLECTIVES, may_change
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.spreadsheets import XLSX

MOST_MEETINGS = 30


@screen(SEE_COLLECTIVES)
def collectives(request: HouseRequest) -> HttpResponse:
    """Collectives and networks of them."""
    return COLLECTIVES.answer(request)


@screen(SEE_COLLECTIVES, reads="courses.collective_read")
def collective(request: HouseRequest, pk: int) -> HttpResponse:
    """Its life on one page."""
    row = _collective(request, pk)
    note_reading(request, row)
    today = timezone.localdate()
    members = list(row.members.select_related("person", "partner"))
    tasks = list(Task.objects.filter(meeting__collective=row, done_on=None).order_by("due_on", "pk"))
    may_run = RUN_COLLECTIVES.allows(request.actor) and bool(may_change(row))
    context = {
        "collective": row,
        "members": [one for one in members if one.left_on is None],
        "gone": sum(1 for one in members if one.left_on),
        "tasks": [(one, bool(one.due_on and one.due_on < today)) for one in tasks],
        "meetings": list(row.meetings.prefetch_related("tasks")[:MOST_MEETINGS]),
        "inside": list(row.collectives.select_related("activity")),
        "address": address_of(request, row) if not row.handed_on else "",
        "may_run": may_run,
        "may_hand": HAND_OVER.allows(request.actor) and bool(may_change(row)),
        "trail": around_collective()["trail"],
    }
    return render(request, "courses/collective.html", context)


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """The life of an activity of kind collective begins."""
    activity: Activity = found(request, Activity, pk)
    if life := Collective.objects.filter(activity=activity).first():
        return HttpResponseRedirect(_page(life), status=303)

    def save(valid: CollectiveForm) -> str:
        values = said(valid, COLLECTIVE_COLUMNS)
        made = found_collective(by=request.actor, activity=activity, values=values, at=timezone.now())
        say(request, _("La page du collectif est ouverte."))
        return reverse("courses:collective", args=[made.pk])

    form = CollectiveForm(request.actor, None, request.POST or None)
    title = _("Ouvrir la page du collectif : %(title)s") % {"title": activity}
    around = around_collective() | {"back": activity_page(activity)}
    return form_page(request, form, title=title, submit=_("Ouvrir la page"), on_valid=save, **around)


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Its network and coordination."""
    row = _collective(request, pk)
    before = values_of(row, COLLECTIVE_COLUMNS)

    def save(valid: CollectiveForm) -> str:
        values = said(valid, COLLECTIVE_COLUMNS)
        change_collective(by=request.actor, collective=row, values=values, at=timezone.now())
        say(request, _("Le collectif est à jour."))
        return _page(row)

    return form_page(
        request,
        CollectiveForm(request.actor, row, request.POST or None, initial=before),
        title=_("Modifier le collectif"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **around_collective(row),
    )


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def join(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody joins."""
    row = _collective(request, pk)

    def save(valid: MemberForm) -> str:
        add_member(by=request.actor, collective=row, draft=valid.draft(), at=timezone.now())
        say(request, _("Le ou la membre est noté·e."))
        return _page(row)

    form = MemberForm(request.actor, row, request.POST or None)
    title = _("Ajouter un ou une membre")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **around_collective(row))


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def leave(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody leaves."""
    row: Member = found(request, Member, pk, "collective__activity", "person", left_on=None)

    def save(valid: LeftForm) -> str:
        end_membership(by=request.actor, member=row, on=valid.cleaned_data["on"], at=timezone.now())
        say(request, _("Le départ est noté."))
        return _page(row.collective)

    form = LeftForm(request.POST or None)
    title = _("Noter le départ : %(who)s") % {"who": row}
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **around_collective(row.collective))


@screen(RUN_COLLECTIVES, methods=("GET", "POST"))
def meeting(request: HouseRequest, pk: int) -> HttpResponse:
    """What a meeting decided."""
    row = _collective(request, pk)

    def save(valid: MeetingForm) -> str:
        hold_meeting(by=request.actor, collective=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("La réunion est notée."))
        return _page(row)

    form = MeetingForm(request.POST or None)
    title = _("Noter une réunion")
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **around_collective(row))


@screen(RUN_COLLECTIVES, methods=("POST",))
def done(request: HouseRequest, pk: int) -> HttpResponse:
    """A task is done."""
    row: Task = found(request, Task, pk, "meeting__collective")
    try:
        finish_task(by=request.actor, task=row, on=timezone.localdate(), at=timezone.now())
        say(request, _("L'action est faite."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(_page(row.meeting.collective), status=303)


@screen(HAND_OVER, methods=("GET", "POST"))
def hand(request: HouseRequest, pk: int) -> HttpResponse:
    """What moves and what stays, before another organisation leads it."""
    row = _collective(request, pk)

    def save(valid: HandOverForm) -> str:
        to, on = valid.cleaned_data["to"], valid.cleaned_data["on"]
        hand_over(by=request.actor, collective=row, to=to, on=on, at=timezone.now())
        say(request, _("Le collectif est confié. Remettez maintenant le fichier à l'organisation."))
        return _page(row)

    return form_page(
        request,
        HandOverForm(request.actor, request.POST or None),
        title=_("Confier ce collectif à une autre organisation"),
        submit=_("Confier le collectif"),
        on_valid=save,
        template="courses/hand.html",
        collective=row,
        stays=stays_here(row),
        meetings=row.meetings.count(),
        tasks=Task.objects.filter(meeting__collective=row).count(),
        **around_collective(row),
    )


@screen(HAND_OVER)
def file(request: HouseRequest, pk: int) -> HttpResponse:
    """What the other organisation receives: no person of ours is in it."""
    row = _collective(request, pk)
    headed = {"Content-Disposition": f'attachment; filename="collectif-{row.pk}.xlsx"'}
    return HttpResponse(moving_file(row), content_type=XLSX, headers=headed)


def _collective(request: HouseRequest, pk: int) -> Collective:
    related = ("activity__partner", "network__activity", "coordinator_partner", "handed_to")
    row: Collective = found(request, Collective, pk, *related)
    return row


def _page(row: Collective) -> str:
    return reverse("courses:collective", args=[row.pk])
