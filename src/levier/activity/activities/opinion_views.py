"""Opinions on the pages of colleagues: the questions and their link, what may be shown, the forms on paper."""

from datetime import date, timedelta
from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from levier.activity.activities.actions import ask_opinions, type_opinions
from levier.activity.activities.enums import TOUCHED, Face, Question
from levier.activity.activities.models import Activity, Survey
from levier.activity.activities.opinion_forms import PaperForm, SurveyForm
from levier.activity.activities.opinions import Shown, batches_of, least_of, lines_of, shown_of
from levier.activity.activities.participation_views import PeriodForm, usual_period
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_ACTIVITIES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.calendar import Period, start_of_day
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.languages import CODES, PARTICIPANTS
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx

PURPOSE = "opinion"
USUAL = (Question.WELCOME, Question.CLEAR, Question.USEFUL)


def page_of(activity: Activity) -> str:
    return reverse("activities:opinions_of", args=[activity.pk])


def _trail(activity: Activity) -> list[tuple[Any, str]]:
    return [*trail(activity), (_("Avis des personnes"), page_of(activity))]


def _both(request: HouseRequest, pk: int) -> tuple[Activity, Survey | None]:
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    survey: Survey | None = Survey.objects.filter(activity=found).first()
    return found, survey


@screen(SEE_ACTIVITIES)
def opinions_of(request: HouseRequest, pk: int) -> HttpResponse:
    """What may be shown of an activity, the link and its code, the form on paper; with `export=xlsx`, as a sheet."""
    found, survey = _both(request, pk)
    today, least = timezone.localdate(), least_of(request.actor.organisation_id)
    shown = shown_of(batches_of(lines_of([found.pk]).get(found.pk, ()), today, least))
    if request.GET.get("export") == "xlsx":
        return _file([(found.title, shown)], f"avis-{found.pk}")
    address = _address(request, survey) if survey and today <= survey.ends_on else ""
    context = {
        "activity": found,
        "survey": survey,
        "questions": [Question(code).label for code in survey.asked] if survey else [],
        "shown": shown,
        "faces": [Face(one).label for one in Face],
        "address": address,
        "qr": segno.make(address, error="m", micro=False).svg_data_uri(border=2, scale=5) if address else "",
        "languages": PARTICIPANTS,
        "least": least,
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "trail": trail(found),
    }
    return render(request, "activities/opinions_of.html", context)


def _address(request: HouseRequest, survey: Survey) -> str:
    until = start_of_day(survey.ends_on + timedelta(days=1))
    token = link_token(survey.organisation_id, PURPOSE, f"{survey.pk}-{survey.code}", until)
    return request.build_absolute_uri(reverse("activities:opinion_by_link", args=[token]))


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def ask(request: HouseRequest, pk: int) -> HttpResponse:
    """Which questions, until when; the link is made anew."""
    found, survey = _both(request, pk)

    def save(form: SurveyForm) -> str:
        ask_opinions(by=request.actor, activity=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("Les questions sont prêtes. Prenez le lien avec une tablette, ou imprimez le formulaire."))
        return page_of(found)

    usual: dict[str, Any] = {"questions": [str(one) for one in USUAL], "ends_on": found.ends_on}
    if survey:
        usual = {"questions": survey.asked, "ends_on": survey.ends_on}
    return form_page(
        request,
        SurveyForm(request.POST or None, initial=usual),
        title=_("Demander l'avis des personnes"),
        submit=_("Préparer les questions"),
        on_valid=save,
        intro=_("Chacun·e touche un visage, sans nom. Le lien d'avant, s'il y en a un, ne marchera plus."),
        trail=_trail(found),
        back=page_of(found),
    )


def _survey(request: HouseRequest, pk: int) -> Survey:
    rows = Survey.objects.visible_to(request.actor).select_related("activity")
    # By the key of the activity: a number that no row can have is found nowhere, not an accident of the database.
    found: Survey = get_object_or_404(rows, activity__in=Activity.objects.visible_to(request.actor).filter(pk=pk))
    return found


@screen(SEE_ACTIVITIES)
def paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The form on paper, two on a page, in one of the eight languages."""
    found = _survey(request, pk)
    asked = request.GET.get("langue", "")
    language = asked if asked in CODES else "fr"
    with translation.override(language):
        context = {
            "survey": found,
            "questions": [str(Question(code).label) for code in found.asked],
            "faces": [(str(face), str(Face(face).label)) for face in TOUCHED],
            "twice": (1, 2),
        }
        return render(request, "activities/opinion_paper.html", context)


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def type_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """What the forms on paper say, counted by hand."""
    found = _survey(request, pk)

    def save(form: PaperForm) -> str:
        data = form.cleaned_data
        type_opinions(by=request.actor, survey=found, sheets=data["sheets"], counts=form.counts, at=timezone.now())
        say(request, _("C'est compté. Les réponses se montrent dès demain, à partir de cinq."))
        return page_of(found.activity)

    return form_page(
        request,
        PaperForm(found.asked, request.POST or None),
        title=_("Taper les formulaires de papier"),
        submit=_("Compter ces réponses"),
        on_valid=save,
        intro=_("Comptez les croix sous chaque visage. Une question laissée vide ne compte pas."),
        trail=_trail(found.activity),
        back=page_of(found.activity),
    )


@screen(SEE_ACTIVITIES)
def opinions(request: HouseRequest) -> HttpResponse:
    """All activities of a period, of which enough people said something; with `export=xlsx`, as a sheet."""
    usual = usual_period()
    typed = {"du": f"{usual.first:%d/%m/%Y}", "au": f"{usual.last:%d/%m/%Y}", "type": ""}
    form = PeriodForm({name: request.GET.get(name, value) for name, value in typed.items()})
    is_valid = form.is_valid()
    period = Period(form.cleaned_data["du"], form.cleaned_data["au"]) if is_valid else usual
    kind = form.cleaned_data["type"] if is_valid else ""
    rows = _rows(request, period, kind, timezone.localdate())
    if is_valid and request.GET.get("export") == "xlsx":
        return _file([(one.title, shown) for one, shown in rows], "avis")
    query = request.GET.copy()
    query["export"] = "xlsx"
    context = {
        "form": form,
        "period": period,
        "rows": rows,
        "least": least_of(request.actor.organisation_id),
        "xlsx": f"?{query.urlencode()}",
        "trail": trail(),
    }
    return render(request, "activities/opinions.html", context, status=200 if is_valid else 422)


def _rows(request: HouseRequest, period: Period, kind: str, today: date) -> list[tuple[Activity, Shown]]:
    """(activity, what is shown of the batches that end in the period), by title."""
    activities = Activity.objects.visible_to(request.actor).filter(survey__isnull=False)
    activities = activities.filter(kind=kind) if kind else activities
    found = {one.pk: one for one in activities.order_by("title", "pk")}
    least, lines = least_of(request.actor.organisation_id), lines_of(found)
    rows = []
    for pk, one in found.items():
        batches = [b for b in batches_of(lines.get(pk, ()), today, least) if period.first <= b.last_on <= period.last]
        if batches:
            rows.append((one, shown_of(batches)))
    return rows


def _file(rows: list[tuple[str, Shown]], name: str) -> HttpResponse:
    heads = [_("Activité"), _("Question"), *(str(face.label) for face in Face), _("Oui, %")]
    lines = [
        [title, one.label, *(one.counts[face] for face in Face), one.good]
        for title, shown in rows
        for one in shown.questions
    ]
    headed = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(write_xlsx([(_("Avis"), heads, lines)]), content_type=XLSX, headers=headed)
