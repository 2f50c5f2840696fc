"""What is found of somebody is noted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.formats import day
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.models import Finding, Item, Step
from levier.support.pathways.rules import WRITE_PATHWAYS, meets_restricted


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found about one item. An empty level says: nobody knows any more, to be asked again."""

    level: str
    remark: str = ""


@transaction.atomic
def note_findings(
    *,
    by: Actor,
    person: Person,
    answers: Mapping[str, Answer],
    on: date,
    answered_by: Step | None = None,
    at: datetime,
) -> list[Finding]:
    """Note the state of items by their codes, as of a day. What has not changed is left alone; returns what is new.

    A new state ends the one before it, and that of the lines melted into this one. Raises Refused for a code or a
    level that the list does not have, for a restricted item, and for a day before what is known already.
    """
    demand_permission(by, WRITE_PATHWAYS)
    if on > at.astimezone(BRUSSELS).date():
        raise Refused(_("Ce jour n'est pas encore là : notez ce qui a été constaté."))
    Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    items = {one.code: one for one in Item.objects.visible_to(by).in_use().filter(code__in=answers)}
    _check(by, person, answers, items)
    held: dict[int, list[Finding]] = {}
    for one in Finding.objects.visible_to(by).current().filter(person=person).select_related("item"):
        held.setdefault(one.item.replaced_by_id or one.item_id, []).append(one)
    made = []
    for code, answer in answers.items():
        before = held.get(items[code].pk, [])
        if _says_the_same(before, items[code], answer):
            continue
        _end(before, on)
        if answer.level:
            made.append(_begin(by, person, items[code], answer, on, answered_by, at))
        else:
            made += before
    if made:
        touch(by=by, person=person, on=on)
        record(by=by, verb="finding.noted", object=reference(person), change={"items": sorted(answers)}, at=at)
    return [one for one in made if one.until is None]


def _check(by: Actor, person: Person, answers: Mapping[str, Answer], items: Mapping[str, Item]) -> None:
    for code, answer in answers.items():
        if code not in items:
            raise Refused(_("« %(code)s » n'est plus dans la liste : rechargez la page.") % {"code": code})
        if answer.level and answer.level not in items[code].levels:
            raise Refused(_("Cette intensité n'existe pas pour « %(item)s ».") % {"item": items[code]})
    if any(one.is_restricted for one in items.values()):
        demand(meets_restricted(by, person))


def _says_the_same(before: list[Finding], item: Item, answer: Answer) -> bool:
    if not answer.level:
        return not before
    return [(one.item_id, one.level, one.remark) for one in before] == [(item.pk, answer.level, answer.remark)]


def _end(before: list[Finding], on: date) -> None:
    for one in before:
        if on < one.since:
            raise Refused(
                _("« %(item)s » a été revu le %(day)s : notez un jour qui n'est pas avant.")
                % {"item": one.item, "day": day(one.since)}
            )
        one.until = on
        one.save(update_fields=["until"])


def _begin(
    by: Actor, person: Person, item: Item, answer: Answer, on: date, answered_by: Step | None, at: datetime
) -> Finding:
    found = Finding(
        organisation_id=by.organisation_id,
        person=person,
        item=item,
        level=answer.level,
        since=on,
        remark=answer.remark,
        answered_by=answered_by,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    found.keep()
    return found
