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
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import DueItem, ahead, companions
from levier.foundation.kit.screens import HouseRequest, note_reading, reference, screen
from levier.register.people.births import birth_of
from levier.register.people.consent import running_mandates
from levier.register.people.enums import LANGUAGES, Gender, Level
from levier.register.people.models import NationalNumber, Person
from levier.register.people.national import authorisation_in
from levier.register.people.photos import portrait_of
from levier.register.people.queries import merged_files
from levier.register.people.rules import (
    CHANGE_PEOPLE,
    COPY_PEOPLE,
    ERASE_PEOPLE,
    GATHER_MANDATES,
    KEEP_PHOTOS,
    MERGE_PEOPLE,
    NATIONAL_NUMBERS,
    SEE_PEOPLE,
    WELCOME_PEOPLE,
)
from levier.register.vocabulary.lists import countries, languages

TRACED = 8
MOST_AHEAD = 5


@screen(SEE_PEOPLE, reads="person.read")
def person(request: HouseRequest, pk: int) -> HttpResponse:
    """One person's file, read top to bottom in ten seconds.

    A file that was merged leads to the one that stays: an old link is no dead end.
    """
    everybody = Person.objects.visible_to(request.actor)
    found = everybody.filter(pk=pk).select_related("organisation", "photo__document").first()
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
        "channel": found.get_channel_display() if found.channel else "",
        "other_names": list(found.other_names.all()),
        "languages": spoken(found),
        "interpreter": languages().label(found.interpreter) if found.interpreter else "",
        "may_raise": found.level != Level.FULL and WELCOME_PEOPLE.allows(request.actor),
        "companions": [pair for source in companions for pair in source(request.actor, found, today)],
        "ahead": _ahead(request, found, today),
        "merges": found.merges.filter(undone_at=None).select_related("removed", "made_by").order_by("-made_at"),
        "asks_trace": "trace" in request.GET,
        "trace": _trace(request, found) if "trace" in request.GET else [],
        "may_change": CHANGE_PEOPLE.allows(request.actor),
        "mandates": list(running_mandates(found, today)),
        "portrait": portrait_of(found),
        "may_keep_photo": KEEP_PHOTOS.allows(request.actor),
        "may_gather": GATHER_MANDATES.allows(request.actor),
        **_number(request, found),
        "may_copy": COPY_PEOPLE.allows(request.actor),
        "may_erase": ERASE_PEOPLE.allows(request.actor),
        "may_merge": MERGE_PEOPLE.allows(request.actor),
        "trail": [(_("Personnes"), reverse("people:people"))],
    }
    return render(request, "people/person.html", context)


def _number(request: HouseRequest, person: Person) -> dict[str, bool]:
    """Is the national number kept here, and of this person? Asked for those only who may read it."""
    allowed = NATIONAL_NUMBERS.allows(request.actor) and bool(authorisation_in(person.organisation.settings))
    has = allowed and NationalNumber.objects.filter(person=person).exists()
    return {"number_allowed": allowed, "has_number": has}


def spoken(person: Person) -> list[dict[str, Any]]:
    """The languages of a person, in words: "arabe · parle : langue maternelle · ne lit pas"."""
    told = []
    for skill in person.languages.all():
        words = [
            _how_well(skill.speaks, skill.get_speaks_display(), _("parle : %(level)s")),
            _how_well(skill.reads, skill.get_reads_display(), _("lit : %(level)s")),
        ]
        told.append(
            {"skill": skill, "name": languages().label(skill.language), "words": ", ".join(filter(None, words))}
        )
    return told


def _how_well(code: str, label: str, sentence: str) -> str:
    """A level in words; "ne lit pas" says itself."""
    return label if code in ("", "none") else sentence % {"level": label}


def headline(person: Person, today: date) -> list[str]:
    """Age, birth, gender, nationalities: what tells one person from another, in a few words."""
    words = []
    if birth := birth_of(person):
        ages = birth.ages(today)
        told = ngettext("%(n)s an", "%(n)s ans", ages[-1])
        words += [told % {"n": _("%(one)s ou %(other)s") % {"one": ages[0], "other": ages[1]} if ages[1:] else ages[0]}]
        words.append(born(person))
    else:
        words.append(_("date de naissance inconnue"))
    if person.gender:
        words.append(person.get_gender_display())
    return [*words, *(countries().label(code) for code in person.nationalities.split(",") if code)]


def born(person: Person) -> str:
    """née le 5 février 1984, né en 1984: agreeing with the gender that the person says, no more exact than known."""
    day = {"day": birth_of(person).words}
    is_whole = person.birth_date is not None
    if person.gender == Gender.WOMAN:
        return (_("née le %(day)s") if is_whole else _("née en %(day)s")) % day
    if person.gender == Gender.MAN:
        return (_("né le %(day)s") if is_whole else _("né en %(day)s")) % day
    return (_("né·e le %(day)s") if is_whole else _("né·e en %(day)s")) % day


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
    tell(lines, request.actor, only_who=True)
    return lines
