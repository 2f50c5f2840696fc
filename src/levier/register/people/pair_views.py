"""Files that look alike: the queue, one pair side by side, the decision, its undoing."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.forms import say, warn
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.births import birth_of
from levier.register.people.contact_views import page_of, trail
from levier.register.people.duplicates import explain
from levier.register.people.enums import LANGUAGES, PairState
from levier.register.people.merging import (
    IDENTITY,
    bring_together,
    find_pairs,
    keep_apart,
    merge_people,
    summary,
    undo_merge,
    what_moves,
)
from levier.register.people.models import Merge, Pair, Person
from levier.register.people.queries import narrowed
from levier.register.people.rules import MERGE_PEOPLE
from levier.register.vocabulary.lists import countries, languages

MOST_OFFERED = 20
LABELS = {field.name: field.verbose_name for field in Person._meta.fields}


def why(pair: Pair) -> str:
    """Why two files look alike, in words."""
    return explain(pair.why.split(), pair.score / 100)


def _in_state(rows: Any, value: str) -> Any:
    return rows.filter(state=value)


PAIRS = ListPage(
    title=gettext_lazy("Doublons possibles"),
    rows=lambda actor: Pair.objects.visible_to(actor).select_related("first", "second"),
    columns=(
        Column(
            "fiches",
            gettext_lazy("Fiches"),
            lambda one: f"{one.first} · {one.second}",
            lambda one: reverse("people:pair", args=[one.pk]),
        ),
        Column("pourquoi", gettext_lazy("Pourquoi"), why, None, ("score",)),
        Column("trouve", gettext_lazy("Trouvée le"), lambda one: formats.day(one.found_at, style="short")),
        Column("etat", gettext_lazy("Décision"), lambda one: one.get_state_display(), None, ("state",)),
    ),
    default_sort=("-state", "-score"),
    filters=(Choice("etat", gettext_lazy("Décision"), lambda actor: PairState.choices, _in_state),),
    intro=gettext_lazy(
        "Une seule fiche par personne évite de tout demander deux fois, et de compter deux fois une même heure."
    ),
    empty=gettext_lazy("Aucune paire n'attend. Lancez une recherche : elle compare les noms, naissances et numéros."),
    export_name="doublons",
    template="people/pairs.html",
)


@screen(MERGE_PEOPLE)
def pairs(request: HouseRequest) -> HttpResponse:
    """Pairs that wait for a decision first, the likeliest on top."""
    return PAIRS.answer(request, trail=[(_("Personnes"), reverse("people:people"))])


@screen(MERGE_PEOPLE, methods=("POST",))
def search_pairs(request: HouseRequest) -> HttpResponse:
    """Look for files that may be of one person."""
    count = find_pairs(by=request.actor, at=timezone.now())
    found = ngettext("%(n)s nouvelle paire à regarder.", "%(n)s nouvelles paires à regarder.", count)
    say(request, found % {"n": formats.number(count)} if count else _("Aucune nouvelle paire."))
    return HttpResponseRedirect(reverse("people:pairs"), status=303)


@screen(MERGE_PEOPLE, reads="person.compared", methods=("GET", "POST"))
def pair(request: HouseRequest, pk: int) -> HttpResponse:
    """Two files side by side; what differs is chosen field by field."""
    mine = Pair.objects.visible_to(request.actor).select_related("first", "second", "first__merged_into")
    found = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        return _decide(request, found)
    request.read_object = f"people.pair:{found.pk}"
    context = {
        "pair": found,
        "why": why(found),
        "moving": what_moves(found) if found.state == PairState.WAITING else [],
        "is_open": found.state == PairState.WAITING,
        "rows": [_row(found, name) for name in IDENTITY],
        "sides": [
            {
                "person": one,
                "points": list(one.contact_points.all()),
                "holds": summary(request.actor, one),
                "since": one.made_at,
            }
            for one in (found.first, found.second)
        ],
        "trail": [
            (_("Personnes"), reverse("people:people")),
            (_("Doublons possibles"), reverse("people:pairs")),
        ],
    }
    return render(request, "people/pair.html", context)


def _row(pair: Pair, name: str) -> dict[str, Any]:
    first, second = (birth_of(one) if name == "birth_date" else getattr(one, name) for one in (pair.first, pair.second))
    return {
        "name": name,
        "label": LABELS[name],
        "first": _shown(pair.first, name),
        "second": _shown(pair.second, name),
        "differs": bool(first and second and first != second),
    }


def _shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    if name == "birth_date":
        return birth_of(person).words or "–"
    if name == "channel":
        return str(person.get_channel_display()) if value else "–"
    if name == "is_written_discreetly":
        return _("oui") if value else "–"
    if name == "interpreter":
        return languages().label(value) if value else "–"
    if name == "gender":
        return str(person.get_gender_display())
    if name == "language":
        return str(dict(LANGUAGES).get(value, value))
    if name == "nationalities":
        return ", ".join(countries().label(code) for code in value.split(",") if code) or "–"
    return str(value or "–")


def _decide(request: HouseRequest, found: Pair) -> HttpResponse:
    try:
        if request.POST.get("decision") == "deux":
            keep_apart(by=request.actor, pair=found, at=timezone.now())
            say(request, _("Ce sont deux personnes : la question ne sera plus posée."))
            return HttpResponseRedirect(reverse("people:pairs"), status=303)
        theirs = [name for name in IDENTITY if request.POST.get(name) == "2"]
        merge = merge_people(by=request.actor, pair=found, theirs=theirs, at=timezone.now())
        say(request, _("Les deux fiches n'en font plus qu'une. Vous pouvez annuler en bas de cette page."))
        return HttpResponseRedirect(page_of(merge.kept), status=303)
    except Refused as error:
        warn(request, str(error))
        return HttpResponseRedirect(reverse("people:pair", args=[found.pk]), status=303)


@screen(MERGE_PEOPLE, methods=("GET", "POST"))
def other_file(request: HouseRequest, pk: int) -> HttpResponse:
    """Choose another file of the same person by hand."""
    everybody = Person.objects.visible_to(request.actor)
    found = get_object_or_404(everybody, pk=pk)
    if request.method == "POST":
        number = request.POST.get("avec", "")
        other = get_object_or_404(everybody, pk=int(number) if number.isdecimal() and len(number) < 12 else 0)
        try:
            made = bring_together(by=request.actor, one=found, other=other, at=timezone.now())
        except Refused as error:
            warn(request, str(error))
            return HttpResponseRedirect(page_of(found), status=303)
        return HttpResponseRedirect(reverse("people:pair", args=[made.pk]), status=303)
    words = asked(request) or found.last_name or found.first_name
    offered = narrowed(everybody, fold(words)).exclude(pk=found.pk).order_by("last_name", "first_name", "pk")
    context = {"person": found, "query": words, "offered": offered[:MOST_OFFERED], "trail": trail(found)}
    return render(request, "people/other_file.html", context)


@screen(MERGE_PEOPLE, methods=("POST",))
def undo(request: HouseRequest, pk: int) -> HttpResponse:
    """Make two files of one again."""
    found = get_object_or_404(Merge.objects.visible_to(request.actor).select_related("kept"), pk=pk)
    try:
        restored = undo_merge(by=request.actor, merge=found, at=timezone.now())
        say(request, _("La fusion est annulée : %(name)s a de nouveau sa fiche.") % {"name": restored})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found.kept), status=303)
