"""A week of acts to encode at Actiris: read, ticked, unticked; also as a sheet."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import confirm_page, say, warn
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx
from levier.support.jobsearch.actions import tick_acts, untick_act
from levier.support.jobsearch.acts import Act, acts_of, asked_week, name_of, week_of
from levier.support.jobsearch.forms import TickForm
from levier.support.jobsearch.models import Encoding
from levier.support.jobsearch.rules import SEE_ACTS, SEE_ALL_ACTS, SEE_SEARCH, WRITE_SEARCH

SEVEN = timedelta(days=7)
MOST = 300
"""Acts on one page; the sheet holds all of them."""
STATES = ("", "reste", "faits")


@screen(SEE_ACTS)
def week(request: HouseRequest) -> HttpResponse:
    """Acts of one week, by day; those that are not encoded yet have a box to tick."""
    asked = asked_week(request.GET.get("semaine", ""), timezone.localdate())
    everybody = _everybody(request, request.GET)
    state = request.GET.get("etat", "") if request.GET.get("etat") in STATES else ""
    every = acts_of(request.actor, asked, everybody=everybody)
    kept = [act for act in every if not state or (act.encoding is None) == (state == "reste")]
    may_read = SEE_SEARCH.allows(request.actor)
    if request.GET.get("export") == "xlsx":
        return _sheet(kept, asked, may_read)
    words = {"semaine": name_of(asked), "etat": state, "qui": "tous" if everybody else ""}
    context = {
        "week": asked,
        "words": words,
        "acts": [(act, act.detail if may_read else "") for act in kept[:MOST]],
        "count": len(kept),
        "is_cut": len(kept) > MOST,
        "left": sum(act.encoding is None for act in every),
        "before": _address(words, semaine=name_of(week_of(asked.first - SEVEN))),
        "after": _address(words, semaine=name_of(week_of(asked.first + SEVEN))),
        "others": _address(words, qui="" if everybody else "tous") if _may_choose(request) else "",
        "is_everybody": everybody,
        "sheet": _address(words, export="xlsx"),
        "tabs": _tabs(words),
        "may_read": may_read,
        "may_tick": WRITE_SEARCH.allows(request.actor) and any(act.encoding is None for act in kept[:MOST]),
        "may_write": WRITE_SEARCH.allows(request.actor),
    }
    return render(request, "jobsearch/week.html", context)


@screen(WRITE_SEARCH, methods=("POST",))
def tick(request: HouseRequest) -> HttpResponse:
    """The acts ticked are encoded at Actiris, today."""
    asked = asked_week(request.POST.get("semaine", ""), timezone.localdate())
    everybody = _everybody(request, request.POST)
    acts = acts_of(request.actor, asked, everybody=everybody)
    form = TickForm([act.key for act in acts], request.POST)
    if form.is_valid():
        chosen = set(form.cleaned_data["acts"])
        found = tick_acts(by=request.actor, acts=[act for act in acts if act.key in chosen], at=timezone.now())
        words = ngettext("%(n)s acte est noté comme encodé.", "%(n)s actes sont notés comme encodés.", len(found))
        say(request, words % {"n": formats.number(len(found))})
    else:
        warn(request, _("Cochez au moins un acte que vous avez encodé à Actiris."))
    words_of = {"semaine": name_of(asked), "etat": request.POST.get("etat", ""), "qui": "tous" if everybody else ""}
    return HttpResponseRedirect(_address(words_of), status=303)


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def untick(request: HouseRequest, pk: int) -> HttpResponse:
    """It was not encoded after all."""
    rows = Encoding.objects.visible_to(request.actor).filter(person__merged_into=None).select_related("person")
    found: Encoding = get_object_or_404(rows, pk=pk)
    back = _address({"semaine": name_of(week_of(found.on))})

    def yes() -> str:
        untick_act(by=request.actor, encoding=found, at=timezone.now())
        say(request, _("L'acte est de nouveau à encoder."))
        return back

    return confirm_page(
        request,
        title=_("Cet acte n'est pas encodé à Actiris ?"),
        sentence=_("Il revient parmi ceux qui restent à encoder. Ce qui est écrit chez Actiris ne change pas."),
        things=[f"{found.person}, {formats.day(found.on)} : {found}"],
        submit=_("Décocher"),
        on_yes=yes,
        back=back,
        trail=[(_("À encoder à Actiris"), back)],
    )


def _may_choose(request: HouseRequest) -> bool:
    """Own acts or the team's: only who has both chooses."""
    return SEE_ALL_ACTS.allows(request.actor) and SEE_SEARCH.allows(request.actor)


def _everybody(request: HouseRequest, said: QueryDict) -> bool:
    """Who accompanies nobody (an auditor) reads the acts of all; who leads asks for them."""
    if not SEE_ALL_ACTS.allows(request.actor):
        return False
    return said.get("qui") == "tous" or not SEE_SEARCH.allows(request.actor)


def _address(words: dict[str, str], **changed: str) -> str:
    kept = {name: value for name, value in (words | changed).items() if value}
    return f"{reverse('jobsearch:week')}?{urlencode(kept)}"


def _tabs(words: dict[str, str]) -> list[tuple[Any, str, bool]]:
    named = zip(STATES, (_("Tout"), _("À encoder"), _("Encodés")), strict=True)
    return [(label, _address(words, etat=state), words["etat"] == state) for state, label in named]


def _sheet(acts: list[Act], week: Period, may_read: bool) -> HttpResponse:
    heads = [_("Jour"), _("Personne"), _("Acte"), _("Précision"), _("Encodé le"), _("Par")]
    lines = [
        [
            act.on,
            str(act.person),
            str(act.kind.label),
            act.detail if may_read else "",
            act.encoding.encoded_on if act.encoding else None,
            str(act.encoding.encoded_by or "") if act.encoding else "",
        ]
        for act in acts
    ]
    headed = {"Content-Disposition": f'attachment; filename="actiris-{name_of(week)}.xlsx"'}
    return HttpResponse(write_xlsx([(_("Actes"), heads, lines)]), content_type=XLSX, headers=headed)
