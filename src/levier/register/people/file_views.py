"""The page that holds a person: who, how to reach them, who accompanies them, what is next; then what rooms know."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.journal.models import Line
from levier.foundation.journal.sentences import tell
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import age_on, start_of_day
from levier.foundation.kit.registers import DueItem, ahead, companions
from levier.foundation.kit.screens import HouseRequest, note_reading, reference, screen
from levier.register.people.enums import LANGUAGES, Gender
from levier.register.people.models import Person
from levier.register.people.queries import merged_files
from levier.register.people.rules import CHANGE_PEOPLE, COPY_PEOPLE, ERASE_PEOPLE, MERGE_PEOPLE, SEE_PEOPLE
from levier.register.vocabulary.lists import countries

TRACED = 8
MOST_AHEAD = 5


@screen(SEE_PEOPLE, reads="person.read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """One person's file, read top to bottom in ten seconds.

    A file that was merged leads to the one that stays: an old link is no dead end.
    """
    everybody = Person.objects.visible_to(request.actor)
    found = everybody.filter(pk=pk).first()
    if found is None:
        gone = get_object_or_404(merged_files(request.actor), pk=pk)
        found = get_object_or_404(everybody, pk=gone.merged_into_id)
    note_reading(request, found)
    today = timezone.localdate()
    points = list(found.contact_points.all())
    context = {
        "person": found,
        "headline": headline(found, today),
        "points": [one for one in points if not one.ended_on or one.ended_on >= today],
        "old_points": [one for one in points if one.ended_on and one.ended_on < today],
        "spoken": dict(LANGUAGES).get(found.language, found.language),
        "companions": [pair for source in companions for pair in source(request.actor, found, today)],
        "ahead": _ahead(request, found, today),
        "merges": found.merges.filter(undone_at=None).select_related("removed", "made_by").order_by("-made_at"),
        "trace": _trace(request, found),
        "may_change": CHANGE_PEOPLE.allows(request.actor),
        "may_copy": COPY_PEOPLE.allows(request.actor),
        "may_erase": ERASE_PEOPLE.allows(request.actor),
        "may_merge": MERGE_PEOPLE.allows(request.actor),
        "trail": [(_("Personnes"), reverse("people:people"))],
    }
    return render(request, "people/person.html", context)


def headline(person: Person, today: date) -> list[str]:
    """Age, birth, gender, nationalities: what tells one person from another, in a few words."""
    words = []
    if person.birth_date:
        age = age_on(person.birth_date, today)
        words += [ngettext("%(n)s an", "%(n)s ans", age) % {"n": age}, born(person)]
    else:
        words.append(_("date de naissance inconnue"))
    if person.gender:
        words.append(person.get_gender_display())
    return [*words, *(countries().label(code) for code in person.nationalities.split(",") if code)]


def born(person: Person) -> str:
    """née le 5 février 1984, agreeing with the gender that the person says."""
    day = formats.day(person.birth_date)
    if person.gender == Gender.WOMAN:
        return _("née le %(day)s") % {"day": day}
    if person.gender == Gender.MAN:
        return _("né le %(day)s") % {"day": day}
    return _("né·e le %(day)s") % {"day": day}


def _ahead(request: HouseRequest, person: Person, today: date) -> list[DueItem]:
    """The nearest things to come, whatever room knows them."""
    items = [item for source in ahead for item in source(request.actor, person, today)]
    return sorted(items, key=_moment)[:MOST_AHEAD]


def _moment(item: DueItem) -> datetime:
    moment: Any = item.at
    return moment if isinstance(moment, datetime) else start_of_day(moment)


def _trace(request: HouseRequest, person: Person) -> list[Line]:
    """Who changed or read this file lately, this reading not yet included."""
    about = {"organisation_id": request.actor.organisation_id, "object": reference(person)}
    lines = list(Line.objects.filter(**about).order_by("-number")[:TRACED])
    tell(lines, request.actor)
    return lines
