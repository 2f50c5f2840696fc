"""Modules of a course, which sessions are for which, and where everybody is with each."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.enums import SessionKind
from levier.activity.courses.actions import add_module, assign_sessions, change_module, record_results, remove_module
from levier.activity.courses.around import around_course, found, page_of, trail_of
from levier.activity.courses.enums import Choice, Mastery
from levier.activity.courses.forms import MODULE_COLUMNS, ModuleForm, SessionsForm, said, values_of
from levier.activity.courses.models import Course, CourseModule, ModuleResult
from levier.activity.courses.rules import RUN_COURSES, SEE_COURSES, SET_COURSES
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen

MOST_SESSIONS = 200


@screen(SET_COURSES, methods=("GET", "POST"))
def new_module(request: HouseRequest, pk: int) -> HttpResponse:
    """One more module."""
    row: Course = found(request, Course, pk, "activity")

    def save(valid: ModuleForm) -> str:
        add_module(by=request.actor, course=row, values=said(valid, MODULE_COLUMNS), at=timezone.now())
        say(request, _("Le module est ajouté."))
        return page_of(row)

    form = ModuleForm(request.actor, request.POST or None, initial={"rank": row.modules.count() + 1})
    title = _("Ajouter un module")
    return form_page(request, form, title=title, submit=_("Ajouter"), on_valid=save, **around_course(row))


@screen(SET_COURSES, methods=("GET", "POST"))
def edit_module(request: HouseRequest, pk: int) -> HttpResponse:
    """Its name, its hours, its partner."""
    row: CourseModule = found(request, CourseModule, pk, "course__activity")
    before = values_of(row, MODULE_COLUMNS)

    def save(valid: ModuleForm) -> str:
        change_module(by=request.actor, module=row, values=said(valid, MODULE_COLUMNS), at=timezone.now())
        say(request, _("Le module est à jour."))
        return page_of(row.course)

    return form_page(
        request,
        ModuleForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier le module"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        removal=reverse("courses:remove_module", args=[row.pk]),
        **around_course(row.course),
    )


@screen(SET_COURSES, methods=("GET", "POST"))
def remove(request: HouseRequest, pk: int) -> HttpResponse:
    """It was a mistake."""
    row: CourseModule = found(request, CourseModule, pk, "course__activity")

    def yes() -> str:
        remove_module(by=request.actor, module=row, at=timezone.now())
        say(request, _("Le module est retiré."))
        return page_of(row.course)

    around: dict[str, Any] = around_course(row.course)
    return confirm_page(
        request,
        title=_("Retirer ce module ?"),
        sentence=_("Ses séances restent, sans module."),
        things=[row],
        submit=_("Retirer"),
        on_yes=yes,
        **around,
    )


@screen(SET_COURSES, methods=("GET", "POST"))
def sessions(request: HouseRequest, pk: int) -> HttpResponse:
    """Which session is for which module, all on one page."""
    row: Course = found(request, Course, pk, "activity")
    held = row.activity.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None)
    rows = list(held.select_related("course_module").order_by("on", "starts_at", "pk")[:MOST_SESSIONS])

    def save(valid: SessionsForm) -> str:
        count = assign_sessions(by=request.actor, course=row, modules=valid.chosen(), at=timezone.now())
        say(request, ngettext("%(n)s séance a changé.", "%(n)s séances ont changé.", count) % {"n": count})
        return page_of(row)

    return form_page(
        request,
        SessionsForm(rows, list(row.modules.all()), request.POST or None),
        title=_("Quelle séance pour quel module"),
        submit=_("Enregistrer"),
        on_valid=save,
        template="courses/sessions.html",
        **around_course(row),
    )


@screen(SEE_COURSES, reads="courses.results_read", methods=("GET", "POST"))
def results(request: HouseRequest, pk: int) -> HttpResponse:
    """The whole group and all modules on one screen."""
    row: Course = found(request, Course, pk, "activity")
    if request.method == "POST":
        return _note(request, row)
    note_reading(request, row)
    return _grid(request, row, {})


def _note(request: HouseRequest, row: Course) -> HttpResponse:
    """Keep what changed. Cells that somebody else changed meanwhile are shown with theirs."""
    entries, seen = _cells(request, "r-"), _cells(request, "vu-")
    try:
        done = record_results(by=request.actor, course=row, entries=entries, seen=seen, at=timezone.now())
    except Refused as error:
        return _grid(request, row, entries, HTTPStatus.UNPROCESSABLE_ENTITY, problem=str(error))
    if done.conflicts:
        problem = _(
            "Vous étiez deux sur cette page. Vos autres résultats sont notés ; vérifiez ceux-ci, puis enregistrez."
        )
        mine = {cell: entries[cell] for cell in done.conflicts}
        return _grid(request, row, mine, HTTPStatus.CONFLICT, problem=problem, theirs=done.conflicts)
    sentence = ngettext("%(n)s résultat est noté.", "%(n)s résultats sont notés.", done.count) % {"n": done.count}
    say(request, sentence if done.count else _("Rien n'a changé."))
    return HttpResponseRedirect(request.path, status=303)


def _cells(request: HttpRequest, start: str) -> dict[tuple[int, int], str]:
    """{(candidate, module): value} of the fields that begin so."""
    found_cells = {}
    for name, value in request.POST.items():
        candidate, _dash, module = name.removeprefix(start).partition("-")
        if name.startswith(start) and (one := whole(candidate)) and (other := whole(module)):
            found_cells[(one, other)] = str(value)
    return found_cells


def _grid(
    request: HouseRequest,
    row: Course,
    typed: dict[tuple[int, int], str],
    status: int = 200,
    problem: str = "",
    theirs: dict[tuple[int, int], str] | None = None,
) -> HttpResponse:
    modules = list(row.modules.all())
    inside = row.candidates.filter(decision=Choice.ACCEPTED, person__erased_at=None).select_related("person")
    kept = {
        (one.candidate_id, one.module_id): one
        for one in ModuleResult.objects.filter(module__in=modules).select_related("noted_by")
    }
    lines = []
    for one in inside:
        cells = []
        for module in modules:
            key, result = (one.pk, module.pk), kept.get((one.pk, module.pk))
            now = result.mastery if result else ""
            other = Mastery(now).label if theirs and key in theirs and now else _("rien")
            cells.append(
                {
                    "name": f"{one.pk}-{module.pk}",
                    "module": module,
                    "result": result,
                    "seen": now,
                    "value": typed.get(key, now),
                    "theirs": other if theirs and key in theirs else "",
                }
            )
        lines.append((one, cells))
    context = {
        "course": row,
        "modules": modules,
        "lines": lines,
        "masteries": Mastery.choices,
        "problem": problem,
        "may_run": RUN_COURSES.allows(request.actor),
        "trail": trail_of(row),
    }
    return render(request, "courses/results.html", context, status=status)
