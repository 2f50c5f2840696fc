"""Building the demonstration house, once."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from levier.config.demonstration.accompanied import accompany
from levier.config.demonstration.chronicle import Chronicle, House, live_through, note_lately
from levier.config.demonstration.computing import hold_space
from levier.config.demonstration.entitled import protect_rights
from levier.config.demonstration.gathering import gather
from levier.config.demonstration.history import tell_history
from levier.config.demonstration.neighbours import meet_neighbours
from levier.config.demonstration.orienting import send_on
from levier.config.demonstration.people import moment, welcome_people
from levier.config.demonstration.programme import plan_year
from levier.config.demonstration.region import copy_house, count_on, spans
from levier.config.demonstration.season import tell_season
from levier.config.demonstration.seats import seat
from levier.config.demonstration.seeking import look_for_work
from levier.config.demonstration.sheets import LATELY, keep_year
from levier.config.demonstration.sizes import HOUSES, SIZES
from levier.config.demonstration.staff import hire, trainers
from levier.config.demonstration.stays import let_in
from levier.config.demonstration.together import work_together
from levier.config.demonstration.training import run_course
from levier.config.demonstration.workbook import FIRST_IMPORT
from levier.config.demonstration.workshops import plan_workshops
from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.actions import record
from levier.foundation.journal.models import Head
from levier.foundation.kit.actors import house as the_house

SEED = 1060
CODE = "saint-gilles"
NAME = "Mission Locale de Saint-Gilles (démonstration)"
TOLD = timedelta(days=45)
"""The journal tells these last days one by one."""
DAY, BORN = "demonstration_day", "demonstration_born"
"""Settings of the house: the day that its dates speak from, and the day it was built."""
LINE, VISITED = "demonstration_line", "demonstration_visited"
"""The last line of the journal that the demonstration told itself, and the last day on which a visitor acted."""


def build(size: str, today: date, say: Callable[[str], None]) -> Organisation:
    """The association with its history and its present; a region has a hundred of them. Returns the first.

    Only the first one is told day by day; the others are there for their number, each a copy of the second.
    """
    first = _one(NAME, CODE, size, today, "")
    count = HOUSES[size]
    if count > 1:
        model = _one("Mission Locale n° 2 (démonstration)", "ml-2", size, today, "-2")
        known = spans(model)
        say(f"  2 associations sur {count}")
        for number in range(1, count - 1):
            copy_house(model, known, number, today)
            say(f"  {number + 2} associations sur {count}")
        count_on()
    return first


@transaction.atomic
def _one(name: str, code: str, size: str, today: date, suffix: str) -> Organisation:
    house = found_organisation(
        name=name,
        code=code,
        at=moment(today - timedelta(days=360), 9),
        address="Rue de Bosnie 22\n1060 Saint-Gilles",
        phone="+32 2 400 00 00",
        email=f"bonjour{suffix}@example.org",
        settings={DAY: today.isoformat(), BORN: today.isoformat()},
    )
    dice = random.Random(f"{SEED}{code}")  # noqa: S311 - not a secret
    with working_for(house.pk):
        staff = hire(house, suffix)
        by = the_house(house.pk)
        record(
            by=by,
            verb="house.demonstration",
            object=f"accounts.organisation:{house.pk}",
            at=moment(today - timedelta(days=360), 9),
        )
        projects = tell_history(house, today)
        meet_neighbours(house, projects, staff, today)
        is_told, measure = not suffix, SIZES[size]
        people = welcome_people(house, measure.people - (FIRST_IMPORT - 1 if is_told else 0), today, dice)
        let_in(house, projects, people, staff["counsellor"], today, dice)
        accompany(house, people, staff, today, random.Random(f"{SEED}accompany{code}"))  # noqa: S311 - not a secret
        planned = plan_year(house, projects, trainers(staff), measure.activities, today, dice)
        enrolments, seated = seat(house, planned, people, today, dice)
        keep_year(house, planned, enrolments, seated, measure.presences, today, dice, is_told=is_told)
        if is_told:
            lived, chronicle = House(house, staff), Chronicle()
            tell_season(lived, projects, today, today, chronicle)
            protect_rights(lived, today, chronicle)
            look_for_work(lived, today, chronicle, random.Random(f"{SEED}seeking"))  # noqa: S311 - not a secret
            hold_space(lived, today, chronicle, random.Random(f"{SEED}computing"))  # noqa: S311 - not a secret
            yesterday = today - timedelta(days=1)
            send_on(lived, today, chronicle)
            work_together(lived, today, chronicle)
            gather(lived, today, chronicle)
            plan_workshops(lived, projects, today, chronicle)
            run_course(lived, projects, today, chronicle)
            live_through(lived, today - TOLD, yesterday, dice, chronicle)
            note_lately(lived, today - LATELY, yesterday, dice, chronicle)
            chronicle.tell()
        house.settings[LINE] = Head.objects.get(pk=house.pk).number
        house.save(update_fields=["settings"])
    return house
