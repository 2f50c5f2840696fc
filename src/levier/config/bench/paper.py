"""S8. A sheet to sign of three hundred rows, many of them in Arabic, as a PDF with a code on each page."""

from django.utils import timezone

from levier.activity.activities.models import Activity, Enrolment, Session
from levier.activity.sheets.actions import print_sheet
from levier.activity.sheets.models import Sheet
from levier.activity.sheets.paper import paper_of
from levier.config.bench.houses import Wanted, actor_in, house
from levier.config.bench.lines import Line
from levier.config.bench.measuring import by_turns
from levier.foundation.accounts.models import Organisation
from levier.register.people.models import Person

PEOPLE, SECONDS = 300, 1
NAMES = ("مريم", "يوسف", "Mariam")


def run(wanted: Wanted) -> list[Line]:
    made = house("papier", _fill, wanted.say)
    sheet = Sheet.objects.select_related("activity", "organisation").get(organisation=made)
    (times,) = by_turns(lambda: paper_of(sheet, sheet.printed_at), repeats=wanted.repeats)
    what = f"feuille à signer de {PEOPLE} lignes, noms arabes compris, {sheet.pages} pages"
    return [Line("S8", what, times.median, SECONDS, "s", times.spread)]


def _fill(made: Organisation) -> None:
    now = timezone.now()
    activity = Activity.objects.create(organisation=made, title="Atelier", kind="workshop")
    people = Person.objects.bulk_create(
        Person(
            organisation=made, first_name=NAMES[n % len(NAMES)], last_name=f"Nom {n}", search=f"nom {n}", made_at=now
        )
        for n in range(PEOPLE)
    )
    Enrolment.objects.bulk_create(
        Enrolment(organisation=made, activity=activity, person=one, made_at=now) for one in people
    )
    day = timezone.localdate(now)
    session = Session.objects.create(organisation=made, activity=activity, on=day, planned_minutes=180)
    by = actor_in(made)
    print_sheet(by=by, activity=activity, kind="session", on=day, form="plain", session=session, at=now)
