"""Several people who are to join an activity: who may, who is there already, for how many there is room."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity
from levier.activity.activities.prerequisites import doubts
from levier.activity.activities.registers import outside
from levier.activity.activities.seats import seats_of
from levier.foundation.kit import formats
from levier.register.people.models import Person


@dataclass(frozen=True, slots=True)
class Joining:
    """Before it is written: `able` and `there` hold (person, what to know); `free` is None where no limit is set."""

    able: list[tuple[Person, str]] = field(default_factory=list)
    there: list[tuple[Person, str]] = field(default_factory=list)
    free: int | None = None

    @property
    def lacking(self) -> int:
        """How many more people than places."""
        return 0 if self.free is None else max(len(self.able) - self.free, 0)


def joining(activity: Activity, people: Iterable[Person]) -> Joining:
    """What enrolling these people would do: those expected already stay so; who had left comes back.

    Four queries at most.
    """
    wanted = list({person.pk: person for person in people}.values())
    held = {one.person_id: one for one in activity.enrolments.order_by("pk")}
    taken = sum(1 for one in held.values() if one.ended_on is None)
    strangers, unsure = outside(activity.project_id, [one.pk for one in wanted]), doubts(activity, wanted)
    able, there = [], []
    for person in wanted:
        before = held.get(person.pk)
        if before is not None and before.ended_on is None:
            there.append((person, _("déjà inscrit·e")))
            continue
        notes = []
        if before is not None:
            left_on = {"day": formats.day(before.ended_on)}
            notes.append(_("revient : n'était plus attendu·e depuis le %(day)s") % left_on)
        if person.pk in strangers:
            notes.append(_("hors projet : ses heures ne comptent pas pour lui"))
        if person.pk in unsure:
            notes.append(unsure[person.pk].sentence)
        able.append((person, " · ".join(notes)))
    free = seats_of(activity, timezone.now(), taken=taken).open_places if activity.capacity else None
    return Joining(able, there, free)
