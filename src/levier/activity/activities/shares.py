"""Quotas at work: which of the free places are kept for whom, and why somebody has none of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.enums import Public, RequestState
from levier.activity.activities.models import Activity, PartnerRequest, Quota, Session
from levier.activity.activities.registers import taking_part, without_work_since
from levier.foundation.kit import formats
from levier.foundation.kit.permissions import Refused
from levier.register.people.enums import Gender
from levier.register.people.models import Person

YOUNG, SENIOR = 30, 45
"""Years: younger than the first, as old as the second."""


@dataclass(slots=True)
class Share:
    """One quota: how many of its public have a place, and which of the people asked about are of it."""

    quota: Quota
    is_kept: bool
    taken: int = 0
    members: set[int] = field(default_factory=set)

    @property
    def kept(self) -> int:
        """Places that still wait for somebody of its public."""
        return max((self.quota.least or 0) - self.taken, 0) if self.is_kept else 0

    @property
    def is_full(self) -> bool:
        return self.quota.most is not None and self.taken >= self.quota.most


@dataclass(slots=True)
class Shares:
    """The quotas of an activity on a day, with who has a place. Whoever is of several publics counts for each."""

    activity: Activity
    on: date
    shares: list[Share]
    known: set[int] = field(default_factory=set)

    @property
    def kept(self) -> int:
        """Places that are given to nobody but the publics for whom they are kept."""
        return sum(one.kept for one in self.shares)

    def learn(self, people: Iterable[int]) -> None:
        """Find out of which publics these people are: one query a quota, none for those already known."""
        new = set(people) - self.known
        if new:
            self.known |= new
            for one in self.shares:
                one.members |= members_of(one.quota, self.activity, new, self.on)

    def take(self, person: int) -> None:
        """Somebody has a place now."""
        for one in self.shares:
            one.taken += person in one.members

    def why_not(self, person: int, free: int | None) -> str:
        """Why somebody may not have one of the `free` places (None: as many as one likes), or "". They are known."""
        mine = [one for one in self.shares if person in one.members]
        for one in mine:
            if one.is_full:
                said = {"n": one.quota.most, "who": one.quota}
                sentence = ngettext(
                    "Pas plus de %(n)s place pour : %(who)s. Elle est prise.",
                    "Pas plus de %(n)s places pour : %(who)s. Elles sont prises.",
                    one.quota.most or 0,
                )
                return sentence % said
        if free is not None and free <= 0:
            return _("Toutes les places sont prises.")
        if free is None or any(one.kept for one in mine) or free > self.kept:
            return ""
        told = [f"{one.kept} : {one.quota} ({_until(one.quota.until)})" for one in self.shares if one.kept]
        return _("Les places libres sont gardées. %(who)s.") % {"who": " · ".join(told)}

    def going(self, people: Iterable[int], free: int | None) -> list[int]:
        """Of people who come in this order, those for whom there is a place. Nothing is taken here."""
        wanted = list(people)
        self.learn(wanted)
        tried = replace(self, shares=[replace(one) for one in self.shares])
        seated: list[int] = []
        for pk in wanted:
            if not tried.why_not(pk, None if free is None else free - len(seated)):
                tried.take(pk)
                seated.append(pk)
        return seated

    def demand(self, people: Iterable[int], free: int | None) -> None:
        """Seat these people on the places that are left. Raises Refused with the reason of the first who has none."""
        wanted = list(people)
        self.learn(wanted)
        for count, pk in enumerate(wanted):
            if reason := self.why_not(pk, None if free is None else free - count):
                raise Refused(reason)
            self.take(pk)

    def sentences(self) -> list[str]:
        """Each quota as it stands, in words."""
        return [_sentence(one) for one in self.shares]


def shares_of(activity: Activity, taken: Iterable[int], on: date, session: Session | None = None) -> Shares:
    """The quotas of an activity, those of a session when it has its own; `taken` are people who have a place."""
    rows = list(Quota.objects.filter(activity=activity).select_related("partner"))
    own = [one for one in rows if session and one.session_id == session.pk]
    held = own or [one for one in rows if one.session_id is None]
    found = Shares(activity, on, [Share(one, one.until is not None and on <= one.until) for one in held])
    there = list(taken)
    found.learn(there)
    for pk in there:
        found.take(pk)
    return found


def members_of(quota: Quota, activity: Activity, people: Iterable[int], on: date) -> set[int]:
    """Of these people, those of the public of a quota, as their files say on a day."""
    if quota.public == Public.PARTNER:
        sent = PartnerRequest.objects.filter(
            link__partner=quota.partner_id, state=RequestState.ACCEPTED, person__in=set(people)
        )
        return set(sent.order_by().values_list("person", flat=True))
    return of_public(quota.public, activity, people, on)


def of_public(public: str, activity: Activity, people: Iterable[int], on: date) -> set[int]:
    """Of these people, those of a public that the files tell on a day."""
    asked = set(people)
    if public == Public.PROJECT:
        return taking_part(activity.project_id, asked)
    if public == Public.LONG:
        return without_work_since(asked, _years_before(on, 1))
    rows = Person.objects.filter(_WHO[Public(public)](on), pk__in=asked)
    return set(rows.order_by().values_list("pk", flat=True))


def why_first(activity: Activity, people: Iterable[int], on: date) -> dict[int, str]:
    """Of these people, those whom the activity puts first, with the reason in words: one query for each public."""
    found: dict[int, list[str]] = {}
    asked = list(people)
    for public in activity.first_publics:
        for pk in of_public(public, activity, asked, on):
            found.setdefault(pk, []).append(str(public.label))
    return {pk: _("public prioritaire (%(who)s)") % {"who": ", ".join(labels)} for pk, labels in found.items()}


def _years_before(on: date, years: int) -> date:
    return on.replace(year=on.year - years, day=28 if (on.month, on.day) == (2, 29) else on.day)


def _younger(on: date, years: int) -> Any:
    """Not yet so old on a day; by the year alone where no day of birth is known."""
    day = _years_before(on, years)
    return Q(birth_date__gt=day) | Q(birth_date=None, birth_year__gt=day.year)


def _older(on: date, years: int) -> Any:
    day = _years_before(on, years)
    return Q(birth_date__lte=day) | Q(birth_date=None, birth_year__lt=day.year)


_WHO: dict[Public, Any] = {
    Public.WOMEN: lambda _on: Q(gender=Gender.WOMAN),
    Public.YOUNG: lambda on: _younger(on, YOUNG),
    Public.SENIOR: lambda on: _older(on, SENIOR),
}


def _until(day: date | None) -> str:
    return _("jusqu'au %(day)s") % {"day": formats.day(day)}


def _sentence(one: Share) -> str:
    quota, parts = one.quota, []
    if quota.least is not None:
        told = {"n": quota.least, "until": _until(quota.until)}
        words = _("au moins %(n)s, %(until)s") if one.is_kept else _("au moins %(n)s (%(until)s : c'est passé)")
        parts.append(words % told)
    if quota.most is not None:
        parts.append(_("au plus %(n)s") % {"n": quota.most})
    counted = ngettext("%(n)s place prise", "%(n)s places prises", one.taken) % {"n": one.taken}
    return f"{quota} : {' ; '.join(parts)} ({counted})"
