"""The diagnosis of one person on one page: what holds, what helps, how it moved."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.charts import Chart, Series, radar
from levier.foundation.kit.forms import say
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.support.pathways.actions import drop_typed, note_findings
from levier.support.pathways.drafting import fill, keep
from levier.support.pathways.enums import ItemKind, Level, Theme
from levier.support.pathways.forms import ThemeForm
from levier.support.pathways.models import NoteDraft
from levier.support.pathways.person_views import person_of, tabs, trail
from levier.support.pathways.phrases import LEVELS_MEANING
from levier.support.pathways.queries import Diagnosis, diagnosis_of, typed_of
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS

LATELY = 12


def page_of(person: Person, theme: str = "") -> str:
    address = reverse("pathways:diagnosis", args=[person.pk])
    return f"{address}?theme={theme}#{theme}" if theme else address


@screen(SEE_PATHWAYS, reads="diagnosis.read")
def diagnosis(request: HouseRequest, pk: int) -> HttpResponse:
    """All themes; the one asked for is open to be answered."""
    person = person_of(request, pk)
    note_reading(request, person)
    found = diagnosis_of(request.actor, person)
    theme = request.GET.get("theme", "")
    may_write = WRITE_PATHWAYS.allows(request.actor)
    form = _form(found, theme, None) if may_write and theme in Theme.values else None
    draft = typed_of(request.actor, person, _key(theme)) if form else None
    if form:
        fill(request, form, draft)
    return _page(request, person, found, theme if form else "", form, draft=draft)


@screen(WRITE_PATHWAYS, methods=("POST",))
def note(request: HouseRequest, pk: int, theme: str) -> HttpResponse:
    """Note the answers of one theme; the next one opens."""
    person = person_of(request, pk)
    if theme not in Theme.values:
        raise Http404
    if request.POST.get("geste") == "brouillon":
        kept = keep(request, person, _key(theme), request.POST)
        say(request, _("Le brouillon est gardé, pour vous.") if kept else _("Il n'y avait rien à garder."))
        return HttpResponseRedirect(page_of(person), status=303)
    found = diagnosis_of(request.actor, person)
    form = _form(found, theme, request.POST)
    if form.is_valid():
        try:
            answers, on = form.answers(), form.cleaned_data["on"]
            note_findings(by=request.actor, person=person, answers=answers, on=on, at=timezone.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            drop_typed(by=request.actor, person=person, form=_key(theme))
            say(request, _("C'est noté."))
            following = "" if "rester" in request.POST else _next(theme)
            return HttpResponseRedirect(page_of(person, following), status=303)
    keep(request, person, _key(theme), request.POST)
    return _page(request, person, found, theme, form, status=422)


def _key(theme: str) -> str:
    return f"diagnosis:{theme}"


def _form(found: Diagnosis, theme: str, posted: Any) -> ThemeForm:
    states = next(one.states for one in found.themes if one.theme == theme)
    return ThemeForm([one for one in states if one.item.is_in_use], posted)


def _next(theme: str) -> str:
    place = Theme.values.index(theme) + 1
    return str(Theme.values[place]) if place < len(Theme.values) else ""


def _page(
    request: HouseRequest,
    person: Person,
    found: Diagnosis,
    theme: str,
    form: ThemeForm | None,
    status: int = 200,
    draft: NoteDraft | None = None,
) -> HttpResponse:
    context = {
        "person": person,
        "themes": found.themes,
        "open_theme": theme,
        "form": form,
        "draft": draft,
        "draft_key": _key(theme),
        "chart": _radar(found),
        "moves": [_move(one) for one in found.past[::-1][:LATELY]],
        "more_moves": len(found.past) > LATELY,
        "meets_restricted": found.meets_restricted,
        "explored": sum(one.explored for one in found.themes),
        "lines": sum(len(one.states) for one in found.themes),
        "last_on": found.last_on,
        "meaning": LEVELS_MEANING,
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "pathways/diagnosis.html", context, status=status)


def _radar(found: Diagnosis) -> Chart | None:
    """Now, beside the first day, when there is something to compare."""
    if found.first_on is None:
        return None
    now, before = found.weights(), found.weights(found.first_on)
    series = [Series(_("aujourd'hui"), now)]
    if found.last_on != found.first_on:
        series.append(Series(_("le %(day)s") % {"day": formats.day(found.first_on)}, before))
    return radar(
        "radar",
        _("Ce que pèsent les freins"),
        _("Par thème : deux points pour un frein fort, un point pour un frein léger."),
        [str(Theme(one.theme).label) for one in found.themes],
        series,
        highest=max([*now, *before, 2]),
    )


def _move(one: Any) -> tuple[Any, str, bool]:
    level = str(Level(one.level).label)
    words = _("%(item)s : %(level)s") % {"item": one.item, "level": level}
    if one.item.kind != ItemKind.OBSTACLE:
        words = f"{one.item}" if one.level == Level.YES else _("%(item)s : ne vaut plus") % {"item": one.item}
    if one.remark:
        words += f" – {one.remark}"
    if one.answered_by:
        words += " · " + _("après « %(step)s »") % {"step": one.answered_by}
    if one.noted_by:
        words += f" · {one.noted_by}"
    return (formats.day(one.since), words, False)
