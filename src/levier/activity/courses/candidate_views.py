"""Who asks for a course: found, followed step by step, decided upon, told."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.courses.actions import add_candidates, announce, decide, note_step, note_told
from levier.activity.courses.actions.selection import is_there
from levier.activity.courses.around import around, candidate_of, candidate_page, found, page_of, trail_of
from levier.activity.courses.candidate_forms import DecisionForm, StepForm, ToldForm
from levier.activity.courses.enums import Choice, StepKind
from levier.activity.courses.models import Candidate, Course, Member, Step, TrainingContract
from levier.activity.courses.papers import contract_paper_of, decision_paper_of
from levier.activity.courses.rules import DECIDE, RUN_COURSES, SEE_COURSES, may_place
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.paper import PDF, Paper, as_pdf
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.register.people.queries import narrowed
from levier.support.pathways.enums import Reached

FOUND = 30
MOST = 100


@screen(RUN_COURSES, methods=("GET", "POST"))
def add(request: HouseRequest, pk: int) -> HttpResponse:
    """Find people who ask for it, several at once."""
    row: Course = found(request, Course, pk, "activity")
    everybody = Person.objects.visible_to(request.actor)
    if request.method == "POST":
        return _added(request, row, everybody)
    query = fold(asked(request))
    inside = row.candidates.values("person")
    people = list(narrowed(everybody.exclude(pk__in=inside), query)[:FOUND]) if query else []
    context = {"course": row, "query": asked(request), "people": people, "back": page_of(row), "trail": trail_of(row)}
    return render(request, "courses/add.html", context)


def _added(request: HouseRequest, row: Course, everybody: Any) -> HttpResponse:
    keys = [key for one in request.POST.getlist("personne")[:MOST] if (key := whole(one)) is not None]
    try:
        people = everybody.filter(pk__in=keys)
        made = add_candidates(by=request.actor, course=row, people=people, on=timezone.localdate(), at=timezone.now())
    except Refused as error:
        warn(request, str(error))
        return HttpResponseRedirect(request.path, status=303)
    count = len(made)
    say(request, ngettext("%(n)s candidature est notée.", "%(n)s candidatures sont notées.", count) % {"n": count})
    return HttpResponseRedirect(f"{reverse('courses:candidates')}?formation={row.pk}", status=303)


@screen(SEE_COURSES, reads="courses.candidate_read")
def candidate(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody in a course: steps, decision, contracts, internships, results."""
    row = candidate_of(request, pk)
    note_reading(request, row.person)
    may_run = RUN_COURSES.allows(request.actor)
    there = is_there(row, row.course.activity_id)
    context = {
        "candidate": row,
        "has_left": row.decision == Choice.ACCEPTED and not there,
        "steps": list(row.steps.select_related("noted_by")),
        "contracts": list(row.contracts.select_related("partner")),
        "internships": list(row.internships.select_related("partner")),
        "results": list(row.results.select_related("module", "noted_by")),
        "may_run": may_run,
        "may_decide": DECIDE.allows(request.actor) and (row.decision != Choice.ACCEPTED or not there),
        "may_place": may_run and bool(may_place(row)),
        "trail": trail_of(row.course),
    }
    return render(request, "courses/candidate.html", context)


@screen(SEE_COURSES, reads="courses.person_read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """The courses and collectives of one person."""
    who: Person = found(request, Person, pk)
    note_reading(request, who)
    rows = Candidate.objects.visible_to(request.actor).filter(person=who)
    groups = Member.objects.visible_to(request.actor).filter(person=who)
    to_person = (str(who), reverse("people:person", args=[who.pk]))
    context = {
        "person": who,
        "candidates": list(rows.select_related("course__activity").order_by("-asked_on", "-pk")),
        "groups": list(groups.select_related("collective__activity")),
        "trail": [(_("Personnes"), reverse("people:people")), to_person],
    }
    return render(request, "courses/person.html", context)


@screen(RUN_COURSES, methods=("GET", "POST"))
def step(request: HouseRequest, pk: int) -> HttpResponse:
    """How a step went."""
    row = candidate_of(request, pk)

    def save(valid: StepForm) -> str:
        note_step(by=request.actor, candidate=row, draft=valid.draft(), at=timezone.now())
        say(request, _("L'étape est notée."))
        return candidate_page(row)

    title = _("Noter une étape : %(who)s") % {"who": row.person}
    form = StepForm(request.POST or None, initial={"kind": _next_kind(row)})
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **around(row))


def _next_kind(row: Candidate) -> str:
    known = set(Step.objects.filter(candidate=row).values_list("kind", flat=True))
    return next((kind for kind in StepKind if kind not in known), StepKind.INTERVIEW)


@screen(DECIDE, methods=("GET", "POST"))
def decision(request: HouseRequest, pk: int) -> HttpResponse:
    """Accept, put in reserve, refuse."""
    row = candidate_of(request, pk)
    before = {"decision": row.decision, "why": row.why, "remark": row.remark, "version": row.version}

    def save(valid: DecisionForm) -> str:
        decide(by=request.actor, candidate=row, draft=valid.draft(), at=timezone.now())
        say(request, _("La décision est notée. Dites-la maintenant à la personne, avec la suite."))
        return candidate_page(row)

    return form_page(
        request,
        DecisionForm(request.POST or None, initial=before),
        title=_("Décider : %(who)s") % {"who": row.person},
        submit=_("Noter la décision"),
        on_valid=save,
        current=lambda: (row.version, before),
        intro=row.course.criteria,
        **around(row),
    )


@screen(RUN_COURSES, methods=("GET", "POST"))
def told(request: HouseRequest, pk: int) -> HttpResponse:
    """The person knows."""
    row = candidate_of(request, pk)

    def save(valid: ToldForm) -> str:
        note_told(by=request.actor, candidate=row, at=timezone.now(), **valid.cleaned_data)
        say(request, _("C'est noté : la personne connaît la décision."))
        return candidate_page(row)

    title = _("La personne connaît la décision : %(who)s") % {"who": row.person}
    form = ToldForm(request.POST or None)
    return form_page(request, form, title=title, submit=_("Noter"), on_valid=save, **around(row))


@screen(RUN_COURSES, methods=("POST",))
def tell(request: HouseRequest, pk: int) -> HttpResponse:
    """Announce the decision by the way that suits the person."""
    row = candidate_of(request, pk)
    try:
        reach = announce(by=request.actor, candidate=row, at=timezone.now())
    except Refused as error:
        warn(request, str(error))
        return HttpResponseRedirect(candidate_page(row), status=303)
    sentences = {
        Reached.MAIL: _("Un mail part, dans sa langue : la personne connaît la décision."),
        Reached.SMS: _("Un SMS part, dans sa langue : la personne connaît la décision."),
        Reached.LETTER: _("Cette personne demande des lettres : imprimez la lettre, puis notez que c'est dit."),
        Reached.CALL: _("Cette personne se prévient par téléphone : appelez-la, puis notez que c'est dit."),
    }
    say(request, sentences.get(reach.way) or reach.reason)
    return HttpResponseRedirect(candidate_page(row), status=303)


@screen(RUN_COURSES, reads="courses.letter_printed")
def letter(request: HouseRequest, pk: int) -> HttpResponse:
    """The decision on paper, in the person's language: what is decided, why, what comes next."""
    row = candidate_of(request, pk)
    note_reading(request, row.person)
    return pdf(decision_paper_of(request.actor, row, timezone.now()), "decision")


@screen(RUN_COURSES, reads="courses.contract_printed")
def contract_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """A training contract to sign."""
    related = ("candidate__person", "candidate__course__activity", "partner")
    row: TrainingContract = found(request, TrainingContract, pk, *related, candidate__person__erased_at=None)
    note_reading(request, row.candidate.person)
    return pdf(contract_paper_of(request.actor, row, timezone.now()), "contrat")


def pdf(paper: Paper, name: str) -> HttpResponse:
    headed = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(as_pdf(paper), content_type=PDF, headers=headed)
