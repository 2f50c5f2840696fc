"""Pages that show rights: the lists, the page of a person's rights, figures, attestations."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.paper import PDF, as_pdf
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx
from levier.register.people.models import Person
from levier.support.rights.attesting import attestation
from levier.support.rights.enums import DeadlineState, Right
from levier.support.rights.forms import PeriodOfPaperForm
from levier.support.rights.lists import DEADLINES, SETTLED, standing
from levier.support.rights.models import BenefitPeriod, Deadline
from levier.support.rights.phrases import DEFINITIONS
from levier.support.rights.queries import (
    MEASURES,
    TOTAL,
    Tally,
    deadlines_of,
    least_shown,
    letters_of,
    losses_of,
    periods_of,
    status_now,
    tallies,
)
from levier.support.rights.rules import COUNT_RIGHTS, SEE_RIGHTS, WRITE_RIGHTS
from levier.support.rights.statuses import label_of
from levier.support.rights.wording import CHECKED_WITH

MONTHS_ATTESTED = 3


def person_page(person: Person) -> str:
    """The page of a person's rights."""
    return reverse("rights:person", args=[person.pk])


def person_of(request: HouseRequest, pk: int) -> Person:
    """A person whom this actor may meet, or not found."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found


def trail_of(person: Person, *, here: bool = True) -> list[tuple[str, str]]:
    """Breadcrumb down to a person, and to their rights."""
    trail = [(_("Personnes"), reverse("people:people")), (str(person), reverse("people:person", args=[person.pk]))]
    return [*trail, (_("Droits"), person_page(person))] if here else trail


@screen(SEE_RIGHTS)
def deadlines(request: HouseRequest) -> HttpResponse:
    """Open deadlines, the most pressing first."""
    others = [
        (_("Échéances closes"), reverse("rights:settled")),
        (_("Sortes d'échéance"), reverse("rights:kinds")),
        (_("Chiffres"), reverse("rights:figures")),
    ]
    return DEADLINES.answer(request, others=others)


@screen(SEE_RIGHTS)
def settled(request: HouseRequest) -> HttpResponse:
    """Deadlines done, dropped or missed."""
    return SETTLED.answer(request, trail=[(_("Échéances de droits"), reverse("rights:deadlines"))])


@screen(SEE_RIGHTS, reads="rights.file_read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """The rights of one person: status now, deadlines, letters, losses, the timeline."""
    found = person_of(request, pk)
    note_reading(request, found)
    today = timezone.localdate()
    every = list(deadlines_of(request.actor, found))
    periods = list(periods_of(request.actor, found))
    context = {
        "person": found,
        "now": _now(status_now(request.actor, found, today)),
        "open": [_line(one) for one in every if one.state == DeadlineState.OPEN],
        "settled": [_line(one) for one in reversed(every) if one.state != DeadlineState.OPEN],
        "letters": list(letters_of(request.actor, found)),
        "losses": list(losses_of(request.actor, found)),
        "periods": [(one, label_of(one.status)) for one in periods],
        "overlaps": _overlap(periods),
        "checked_with": CHECKED_WITH,
        "may_write": WRITE_RIGHTS.allows(request.actor),
        "trail": trail_of(found, here=False),
    }
    return render(request, "rights/person.html", context)


def _now(period: BenefitPeriod | None) -> dict[str, Any] | None:
    return {"period": period, "status": label_of(period.status)} if period else None


def _line(one: Deadline) -> dict[str, Any]:
    return {"deadline": one, "standing": standing(one), "tone": tone(one)}


def tone(one: Deadline) -> str:
    """The colour that goes with where a deadline stands, beside its word."""
    if one.state != DeadlineState.OPEN:
        return {DeadlineState.DONE: "good", DeadlineState.MISSED: "bad"}.get(DeadlineState(one.state), "")
    if one.rule.kind.is_earliest:
        return "sky"
    today = timezone.localdate()
    if one.due_on < today:
        return "bad"
    return "ochre" if one.due_on <= today + timedelta(days=14) else "sky"


def _overlap(periods: list[BenefitPeriod]) -> bool:
    """Do two stretches meet? Two files made one may bring that; somebody has to look."""
    ordered = sorted(periods, key=lambda one: one.starts_on)
    return any(before.ends_on is None or before.ends_on >= after.starts_on for before, after in pairwise(ordered))


@screen(COUNT_RIGHTS)
def figures(request: HouseRequest) -> HttpResponse:
    """Threats, losses, appeals by right over a period; small counts are hidden. Also as a sheet."""
    period = asked_period(request)
    rows = [(_named(one), one) for one in tallies(request.actor, period)]
    if request.GET.get("export") == "xlsx":
        return _figures_file(rows, period)
    context = {
        "period": period,
        "rows": [(name, one.right == TOTAL, [_cell(one.counts[m]) for m in MEASURES]) for name, one in rows],
        "is_empty": len(rows) == 1,
        "heads": _heads(),
        "definitions": DEFINITIONS,
        "least": least_shown(request.actor),
        "query": f"du={period.first.isoformat()}&au={period.last.isoformat()}",
        "trail": [(_("Échéances de droits"), reverse("rights:deadlines"))],
    }
    return render(request, "rights/figures.html", context)


def asked_period(request: HttpRequest) -> Period:
    """The period of the address (`du`, `au`); this year so far when it says none, or nonsense."""
    today = timezone.localdate()
    try:
        return Period(date.fromisoformat(request.GET["du"]), date.fromisoformat(request.GET["au"]))
    except (KeyError, ValueError):
        return Period(date(today.year, 1, 1), today)


def _heads() -> list[str]:
    return [_("Menaces"), _("Pertes"), _("Recours introduits"), _("Recours gagnés")]


def _named(one: Tally) -> str:
    return _("Tous les droits") if one.right == TOTAL else str(Right(one.right).label).capitalize()


def _cell(count: int | None) -> str:
    return _("caché") if count is None else formats.number(count)


def _figures_file(rows: list[tuple[str, Tally]], period: Period) -> HttpResponse:
    heads = [_("Droit"), *_heads()]
    lines = [[name, *(_("caché") if one.counts[m] is None else one.counts[m] for m in MEASURES)] for name, one in rows]
    meant = [[_("Période"), f"{formats.day(period.first)} – {formats.day(period.last)}"]]
    meant += [[str(name), str(sentence)] for name, sentence in DEFINITIONS]
    data = write_xlsx([(_("Droits"), heads, lines), (_("Définitions"), [_("Mot"), _("Ce qu'il veut dire")], meant)])
    headed = {"Content-Disposition": 'attachment; filename="droits.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headed)


@screen(SEE_RIGHTS)
def attest(request: HouseRequest, pk: int) -> HttpResponse:
    """Choose the days that an attestation speaks of: the last three months, unless it is said otherwise."""
    today = timezone.localdate()
    form = PeriodOfPaperForm(initial=usual_period(today))
    return _asking(request, person_of(request, pk), form)


@screen(SEE_RIGHTS, reads="rights.attested")
def attestation_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The PDF: what a person did between two days, for a control."""
    found = person_of(request, pk)
    form = PeriodOfPaperForm(request.GET or usual_period(timezone.localdate()))
    if not form.is_valid():
        return _asking(request, found, form, status=422)
    note_reading(request, found)
    paper = attestation(request.actor, found, Period(**form.cleaned_data), timezone.now())
    headed = {"Content-Disposition": f'inline; filename="attestation-{found.pk}.pdf"'}
    return HttpResponse(as_pdf(paper), content_type=PDF, headers=headed)


def usual_period(today: date) -> dict[str, date]:
    """What an attestation speaks of when no days were asked: the last months, to this day."""
    return {"first": add_months(today, -MONTHS_ATTESTED), "last": today}


def _asking(request: HouseRequest, person: Person, form: PeriodOfPaperForm, *, status: int = 200) -> HttpResponse:
    context = {"person": person, "form": form, "trail": trail_of(person)}
    return render(request, "rights/attest.html", context, status=status)
