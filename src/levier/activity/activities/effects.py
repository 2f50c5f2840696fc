"""What became of the obstacles that activities answer, for those who came: figures without a name."""

from dataclasses import dataclass

from django.db.models import Min

from levier.activity.activities.enums import CAME
from levier.activity.activities.participation import lines_in
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.suppression import LEAST
from levier.support.pathways.queries import lifted_since


@dataclass(frozen=True, slots=True)
class Effect:
    """An obstacle: how many of those who came it held on their first day, and for how many it was lifted since."""

    label: str
    people: int
    lifted: int
    is_hidden: bool = False

    @property
    def rate(self) -> int | None:
        return round(100 * self.lifted / self.people) if self.people else None


def effects_of(actor: Actor, period: Period, kind: str = "", least: int = LEAST) -> list[Effect]:
    """By obstacle that the activities of a period say they answer, the greatest first; two queries and one more for
    each obstacle. Fewer than `least` people, lifted or not, are hidden: a share of a few would name somebody."""
    lines = lines_in(actor, period, kind).filter(presence__in=[str(one) for one in CAME])
    rows = lines.exclude(session__activity__obstacles="").values_list("session__activity__obstacles", "person")
    came: dict[str, dict[int, object]] = {}
    for codes, person, first in rows.annotate(first=Min("session__on")):
        for code in codes.split():
            known = came.setdefault(code, {})
            known[person] = min(known.get(person, first), first)
    found = []
    for code, people in sorted(came.items()):
        for label, (held, lifted) in lifted_since(actor, people, [code]).items():  # type: ignore[arg-type]
            few = any(0 < count < least for count in (len(held), len(lifted), len(held) - len(lifted)))
            found.append(Effect(label, len(held), len(lifted), few))
    return sorted((one for one in found if one.people), key=lambda one: (-one.people, one.label))
