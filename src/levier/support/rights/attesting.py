"""The attestation that a person shows at a control: presences and efforts of some days, as the house knows them."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.languages import is_proofread, read_by
from levier.foundation.kit.paper import Block, Facts, Paper, Table, Text
from levier.register.people.models import Person
from levier.support.rights.enums import DeadlineState
from levier.support.rights.models import Deadline
from levier.support.rights.registers import Attested, attested


def attestation(actor: Actor, person: Person, period: Period, at: datetime) -> Paper:
    """What every room can attest of a person, day by day. An empty one says so."""
    house = Organisation.objects.get(pk=actor.organisation_id)
    lines = sorted((one for lines_of in attested for one in lines_of(actor, person, period)), key=lambda one: one.on)
    presences = [one for one in lines if one.is_presence]
    efforts = [one for one in lines if not one.is_presence]
    days = {"first": formats.day(period.first), "last": formats.day(period.last)}
    blocks: list[Block] = [Text([_declared(house, person, days) if lines else _nothing(), *_born(person)])]
    if presences:
        blocks.append(Facts([(str(len({one.on for one in presences})), _("jours de présence")), _hours(presences)]))
        blocks.append(_table(presences, _("Présences"), with_length=True))
    if efforts:
        blocks.append(_table(efforts, _("Démarches accomplies"), with_length=False))
    blocks.append(Text([_signed(house, at), _("Signature et cachet :")], heading=_("Fait pour servir et valoir")))
    blocks += _understood(person, period)
    return Paper(
        house=house.name,
        title=_("Attestation de présences et de démarches"),
        under=_("%(name)s, du %(first)s au %(last)s") % {"name": person, **days},
        running=str(person),
        blocks=blocks,
        at=at,
    )


def _understood(person: Person, period: Period) -> list[Block]:
    """To the person, in their language, what the paper is: the control reads the rest in the language of the house."""
    said_in = read_by(person.language)
    if said_in == formats.language():
        return []
    with translation.override(said_in):
        days = {"first": formats.day(period.first), "last": formats.day(period.last)}
        lines = [
            _("Ce papier dit à quoi vous avez participé et ce que vous avez fait du %(first)s au %(last)s.") % days,
            _("Montrez-le au contrôle. Gardez-en une copie."),
        ]
        if not is_proofread(said_in):
            lines.append(_("Cette traduction n'a pas encore été relue."))
        return [Text(lines, heading=_("Pour vous"), language=said_in)]


def own_efforts(actor: Actor, person: Person, period: Period) -> list[Attested]:
    """What this room attests: deadlines kept in the period."""
    rows = Deadline.objects.visible_to(actor).filter(
        person=person, state=DeadlineState.DONE, settled_on__range=(period.first, period.last)
    )
    return [
        Attested(one.settled_on, f"{one.rule.kind} : {one.what}", is_presence=False)
        for one in rows.select_related("rule__kind").order_by("settled_on", "pk")
        if one.settled_on
    ]


def _declared(house: Organisation, person: Person, days: dict[str, str]) -> str:
    words: dict[str, Any] = {"house": house.name, "name": person, **days}
    return (
        _(
            "%(house)s atteste que %(name)s a participé aux activités et accompli les démarches ci-dessous, entre le"
            " %(first)s et le %(last)s."
        )
        % words
    )


def _nothing() -> str:
    return _("Aucune présence et aucune démarche n'est notée pour ces jours.")


def _born(person: Person) -> list[str]:
    return [_("Date de naissance : %(day)s") % {"day": formats.day(person.birth_date)}] if person.birth_date else []


def _hours(presences: list[Attested]) -> tuple[str, str]:
    return formats.minutes(sum(one.minutes for one in presences)), _("de présence")


def _table(lines: list[Attested], heading: str, *, with_length: bool) -> Table:
    head = [_("Jour"), _("Quoi"), *([_("Durée")] if with_length else [])]
    rows = [
        [formats.day(one.on, style="table"), one.what, *([formats.minutes(one.minutes)] if with_length else [])]
        for one in lines
    ]
    return Table(head, rows, numbers=[2] if with_length else [], widths=[0, 1, 0][: len(head)], heading=heading)


def _signed(house: Organisation, at: datetime) -> str:
    return _("%(house)s, le %(day)s") % {"house": house.name, "day": formats.day(at)}
