"""The file of a course: hours against what is promised, modules, who is in it; and the lists of the room."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.lists import page_of as activity_page
from levier.activity.activities.models import Activity
from levier.activity.courses.actions import change_course, open_course, take_enrolled
from levier.activity.courses.around import around_course, found, page_of, trail_of
from levier.activity.courses.enums import Choice
from levier.activity.courses.forms import COURSE_COLUMNS, CourseForm, said, values_of
from levier.activity.courses.hour_lists import HOURS
from levier.activity.courses.lists import CANDIDATES, COURSES, INTERNSHIPS
from levier.activity.courses.models import Course
from levier.activity.courses.queries import Line, progress_of
from levier.activity.courses.rules import RUN_COURSES, SEE_COURSES, SET_COURSES
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx

SHOWN = 60


@screen(SEE_COURSES)
def courses(request: HouseRequest) -> HttpResponse:
    """Courses that have their file."""
    others = [
        (_("Candidatures"), reverse("courses:candidates")),
        (_("Stages"), reverse("courses:internships")),
        (_("Heures"), reverse("courses:hours")),
    ]
    return COURSES.answer(request, others=others)


@screen(SEE_COURSES)
def candidates(request: HouseRequest) -> HttpResponse:
    """Who asked for which course, at which step."""
    return CANDIDATES.answer(request, trail=trail_of())


@screen(SEE_COURSES)
def internships(request: HouseRequest) -> HttpResponse:
    """Who is where."""
    return INTERNSHIPS.answer(request, trail=trail_of())


@screen(SEE_COURSES)
def hours(request: HouseRequest) -> HttpResponse:
    """The lines behind the hours of a course."""
    return HOURS.answer(request, trail=trail_of())


@screen(SEE_COURSES)
def course(request: HouseRequest, pk: int) -> HttpResponse:
    """Hours promised, held and attended, module by module and partner by partner; who is in it."""
    related = ("activity__partner", "activity__project", "activity__place", "agreement__funder")
    row: Course = found(request, Course, pk, *related)
    modules = list(row.modules.select_related("partner", "trainer"))
    progress = progress_of(row, modules, timezone.now(), timezone.localdate())
    if request.GET.get("export") == "xlsx":
        return _file(row, [*progress.modules, *progress.partners, progress.total])
    people = list(row.candidates.filter(person__erased_at=None).select_related("person"))
    groups = {one: [each for each in people if each.decision == one] for one in ("", *Choice)}
    expected = set(row.activity.enrolments.filter(ended_on=None).values_list("person", flat=True))
    accepted = groups[Choice.ACCEPTED]
    reserve = sorted(groups[Choice.RESERVE], key=lambda one: (one.decided_at, one.pk))
    context = {
        "course": row,
        "progress": progress,
        "parts": list(row.activity.parts.select_related("partner")),
        "inside": [one for one in accepted if one.person_id in expected],
        "gone": [one for one in accepted if one.person_id not in expected],
        "open": groups[""],
        "reserve": reserve,
        "may_run": RUN_COURSES.allows(request.actor),
        "may_set": SET_COURSES.allows(request.actor),
        "list": reverse("courses:candidates") + f"?formation={row.pk}",
        "internships": reverse("courses:internships") + f"?formation={row.pk}",
        "trail": trail_of(),
    }
    return render(request, "courses/course.html", context)


def _file(row: Course, lines: list[Line]) -> HttpResponse:
    heads = [_("Quoi"), _("Promises"), _("Données"), _("À venir"), _("Heures-stagiaires suivies")]
    rows = [
        [one.label, *(round(getattr(one, name) / 60, 2) for name in ("promised", "held", "planned", "attended"))]
        for one in lines
    ]
    headed = {"Content-Disposition": f'attachment; filename="formation-{row.pk}.xlsx"'}
    return HttpResponse(write_xlsx([(_("Heures"), heads, rows)]), content_type=XLSX, headers=headed)


@screen(SET_COURSES, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Open the file of a course."""
    activity: Activity = found(request, Activity, pk)
    if file := Course.objects.filter(activity=activity).select_related("activity").first():
        return HttpResponseRedirect(page_of(file), status=303)

    def save(valid: CourseForm) -> str:
        made = open_course(by=request.actor, activity=activity, values=said(valid, COURSE_COLUMNS), at=timezone.now())
        say(
            request, _("Le dossier est ouvert. Les lignes de modules de l'activité y sont, et les personnes inscrites.")
        )
        return page_of(made)

    minutes = sum(part.minutes for part in activity.shown_parts)
    return form_page(
        request,
        CourseForm(request.actor, activity, request.POST or None, initial={"promised_minutes": minutes or None}),
        title=_("Ouvrir le dossier de formation : %(title)s") % {"title": activity},
        submit=_("Ouvrir le dossier"),
        on_valid=save,
        trail=trail_of(),
        back=activity_page(activity),
    )


@screen(SET_COURSES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Its agreement, its hours, how people are chosen."""
    row: Course = found(request, Course, pk, "activity")
    before = values_of(row, COURSE_COLUMNS)

    def save(valid: CourseForm) -> str:
        change_course(by=request.actor, course=row, values=said(valid, COURSE_COLUMNS), at=timezone.now())
        say(request, _("Le dossier est à jour."))
        return page_of(row)

    return form_page(
        request,
        CourseForm(request.actor, row.activity, request.POST or None, initial=before),
        title=_("Modifier le dossier de formation"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (row.version, before),
        **around_course(row),
    )


@screen(RUN_COURSES, methods=("GET", "POST"))
def take(request: HouseRequest, pk: int) -> HttpResponse:
    """Who is enrolled without having been a candidate is taken into the file."""
    row: Course = found(request, Course, pk, "activity")

    def yes() -> str:
        count = len(take_enrolled(by=request.actor, course=row, at=timezone.now()))
        said_so = ngettext("%(n)s personne est reprise.", "%(n)s personnes sont reprises.", count) % {"n": count}
        say(request, said_so)
        return page_of(row)

    around: dict[str, Any] = around_course(row)
    return confirm_page(
        request,
        title=_("Reprendre les personnes inscrites ?"),
        sentence=_("Qui est inscrit à l'activité sans être passé par une candidature entre dans le dossier."),
        submit=_("Reprendre"),
        on_yes=yes,
        **around,
    )
