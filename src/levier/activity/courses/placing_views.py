"""Contracts and internships of somebody in a course."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.courses.actions import (
    change_contract,
    change_internship,
    note_visit,
    note_week,
    plan_internship,
    sign_contract,
)
from levier.activity.courses.around import around, candidate_of, candidate_page, found
from levier.activity.courses.candidate_forms import (
    CONTRACT_COLUMNS,
    ENDING,
    INTERNSHIP_COLUMNS,
    OUTCOME,
    ContractForm,
    EditContractForm,
    EditInternshipForm,
    InternshipForm,
    VisitForm,
    WeekForm,
)
from levier.activity.courses.forms import said, values_of
from levier.activity.courses.models import Internship, TrainingContract
from levier.activity.courses.rules import RUN_COURSES, SEE_COURSES
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen


@screen(RUN_COURSES, methods=("GET", "POST"))
def new_contract(request: HouseRequest, pk: int) -> HttpResponse:
    """A training contract."""
    row = candidate_of(request, pk)

    def save(valid: ContractForm) -> str:
        sign_contract(by=request.actor, candidate=row, values=valid.cleaned_data, at=timezone.now())
        say(request, _("Le contrat est noté : imprimez-le pour le signer."))
        return candidate_page(row)

    form = ContractForm(request.actor, request.POST or None, initial=_as_the_course(row))
    title = _("Contrat de formation : %(who)s") % {"who": row.person}
    return form_page(request, form, title=title, submit=_("Noter le contrat"), on_valid=save, **around(row))


def _as_the_course(row: Any) -> dict[str, Any]:
    activity = row.course.activity
    return {"starts_on": activity.starts_on, "ends_on": activity.ends_on, "partner": activity.partner_id}


@screen(RUN_COURSES, methods=("GET", "POST"))
def edit_contract(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct it, or stop it early."""
    related = ("candidate__person", "candidate__course__activity")
    row: TrainingContract = found(request, TrainingContract, pk, *related, candidate__person__erased_at=None)

    before = values_of(row, (*CONTRACT_COLUMNS, *ENDING))

    def save(valid: EditContractForm) -> str:
        values = said(valid, (*CONTRACT_COLUMNS, *ENDING))
        change_contract(by=request.actor, contract=row, values=values, at=timezone.now())
        say(request, _("Le contrat est à jour."))
        return candidate_page(row.candidate)

    return form_page(
        request,
        EditContractForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier ou arrêter le contrat"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **around(row.candidate),
    )


@screen(RUN_COURSES, methods=("GET", "POST"))
def new_internship(request: HouseRequest, pk: int) -> HttpResponse:
    """Days at an employer."""
    row = candidate_of(request, pk)

    def save(valid: InternshipForm) -> str:
        values = said(valid, INTERNSHIP_COLUMNS)
        made = plan_internship(by=request.actor, candidate=row, values=values, at=timezone.now())
        say(request, _("Le stage est noté."))
        return reverse("courses:internship", args=[made.pk])

    form = InternshipForm(request.actor, request.POST or None)
    title = _("Prévoir un stage : %(who)s") % {"who": row.person}
    return form_page(request, form, title=title, submit=_("Noter le stage"), on_valid=save, **around(row))


@screen(SEE_COURSES, reads="courses.internship_read")
def internship(request: HouseRequest, pk: int) -> HttpResponse:
    """An internship: hours week by week, visits, how it ended."""
    row = _internship(request, pk)
    note_reading(request, row.candidate.person)
    weeks = list(row.weeks.all())
    context = {
        "internship": row,
        "weeks": weeks,
        "done": sum(one.minutes for one in weeks),
        "confirmed": sum(one.minutes for one in weeks if one.confirmed_on),
        "visits": list(row.visits.select_related("by")),
        "may_run": RUN_COURSES.allows(request.actor),
        "trail": around(row.candidate)["trail"],
    }
    return render(request, "courses/internship.html", context)


@screen(RUN_COURSES, methods=("GET", "POST"))
def edit_internship(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct it, or say how it ended."""
    row = _internship(request, pk)
    columns = (*INTERNSHIP_COLUMNS, *OUTCOME)
    before = values_of(row, columns)

    def save(valid: EditInternshipForm) -> str:
        change_internship(by=request.actor, internship=row, values=said(valid, columns), at=timezone.now())
        say(request, _("Le stage est à jour."))
        return _page(row)

    return form_page(
        request,
        EditInternshipForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier ou terminer le stage"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **_around(row),
    )


@screen(RUN_COURSES, methods=("GET", "POST"))
def week(request: HouseRequest, pk: int) -> HttpResponse:
    """Hours of one week."""
    row = _internship(request, pk)

    def save(valid: WeekForm) -> str:
        note_week(by=request.actor, internship=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Les heures de la semaine sont notées."))
        return _page(row)

    title = _("Heures d'une semaine de stage")
    form = WeekForm(request.POST or None)
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **_around(row))


@screen(RUN_COURSES, methods=("GET", "POST"))
def visit(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody went to see."""
    row = _internship(request, pk)

    def save(valid: VisitForm) -> str:
        note_visit(by=request.actor, internship=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("La visite est notée."))
        return _page(row)

    form = VisitForm(request.POST or None)
    title = _("Visite sur le lieu de stage")
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **_around(row))


def _internship(request: HouseRequest, pk: int) -> Internship:
    related = ("candidate__person", "candidate__course__activity", "partner")
    row: Internship = found(request, Internship, pk, *related, candidate__person__erased_at=None)
    return row


def _page(row: Internship) -> str:
    return reverse("courses:internship", args=[row.pk])


def _around(row: Internship) -> dict[str, Any]:
    return {"trail": [*around(row.candidate)["trail"], (str(row.partner), _page(row))], "back": _page(row)}
