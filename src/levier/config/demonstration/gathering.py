"""Group meetings of the counsellor, one past and noted, one to come; and who waits for an earlier appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.working_days import next_open_day
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.models import Person
from levier.support.appointments.actions import GroupDraft, Noted, ask_sooner, join_group, note_group, open_group
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Referent

TITLE = "Séance d'information : les formations de l'automne"
PLACE = "Rue de la Victoire 1, salle du rez-de-chaussée"
PLACES, PAST, COMING, WAITING = 8, 5, 4, 3
NOTED = (Noted(Stage.SEEN), Noted(Stage.SEEN), Noted(Stage.EXCUSED, "Son fils est malade"), Noted(Stage.MISSED))
"""What became of each; the others came."""


@dataclass(frozen=True)
class Gathered:
    """A meeting at noon, opened three weeks before; `people` have a place in it."""

    on: date
    people: Sequence[Person]

    @property
    def slot(self) -> Slot:
        start = moment_of(self.on, time(12))
        return Slot(start, start + timedelta(minutes=90), PLACE)


def gather(house: House, today: date, chronicle: Chronicle) -> None:
    """Some of the counsellor's people come together; those whose appointment is the farthest off would come sooner."""
    worker = house.staff[Role.COUNSELLOR]
    mine = Referent.objects.filter(organisation=house.organisation, user=worker, part=Part.REFERENT, ended_on=None)
    people = [one.pathway.person for one in mine.select_related("pathway__person").order_by("pathway__person_id")]
    past = Gathered(open_day(today, 9), people[:PAST])
    coming = Gathered(next_open_day(today + timedelta(days=6)), people[PAST : PAST + COMING])
    _meets(house, past, today, chronicle)
    _meets(house, coming, today, chronicle)
    by = house.actor(Role.COUNSELLOR)
    later = Appointment.objects.visible_to(by).filter(
        worker=worker, booking__starts_at__gt=moment(today + timedelta(days=4), 8), cancelled_at=None
    )
    for number, one in enumerate(later.order_by("-booking__starts_at", "pk")[:WAITING]):

        def ask(at: datetime, one: Appointment = one) -> None:
            ask_sooner(by=by, appointment=one, at=at)

        chronicle.add(moment(open_day(today, 1), 15, 10 + 10 * number), ask)


def _meets(house: House, told: Gathered, today: date, chronicle: Chronicle) -> None:
    by, worker, held = house.actor(Role.COUNSELLOR), house.staff[Role.COUNSELLOR], list[GroupMeeting]()

    def begin(at: datetime) -> None:
        held.append(open_group(by=by, worker=worker, draft=GroupDraft(TITLE, PLACES), slot=told.slot, at=at))

    def note(at: datetime) -> None:
        rows = Appointment.objects.visible_to(by).filter(group=held[0]).order_by("pk")
        words = [*NOTED, *[Noted(Stage.SEEN)] * len(told.people)]
        noted = {one.pk: word for one, word in zip(rows, words, strict=False)}
        note_group(by=by, group=held[0], noted=noted, at=at)

    opened = open_day(min(told.on, today), 14)
    chronicle.add(moment(opened, 11, 20), begin)
    chronicle.add(moment(opened, 11, 40), lambda at: join_group(by=by, people=told.people, group=held[0], at=at))
    if told.on < today:
        chronicle.add(moment(told.on, 13, 45), note)
