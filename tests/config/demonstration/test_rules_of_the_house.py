"""Every rule of the house holds in the demonstration: fields, constraints, sums, journal, report."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Count, F, Q, Sum

from levier.activity.activities.enums import CAME, Presence
from levier.activity.activities.models import Activity, Attendance, AttendanceNote, Enrolment, Session
from levier.config.demonstration.season import past_quarter, past_semester
from levier.development.calls.enums import Competence
from levier.development.calls.models import CallCompetence
from levier.development.projects.models import Agreement, Project
from levier.evidence.ledger.models import Claim, LedgerItem
from levier.evidence.outcomes.models import Episode, Observation, Participation
from levier.evidence.reports.freezing import is_intact, report_again
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.accounts.tenancy import organisation_tables
from levier.foundation.imports.models import ImportRun
from levier.foundation.journal.models import Line
from levier.foundation.journal.queries import first_break
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import Period
from levier.foundation.outbox.models import Message
from levier.register.people.models import ContactPoint, Pair, Person
from tests.config.demonstration.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
WHOLE_YEAR = Period(TODAY - timedelta(days=400), TODAY)


def test_every_row_passes_its_own_checks():
    looked = Counter()
    for model in organisation_tables():
        for row in model._base_manager.all()[:400] if hasattr(model, "full_clean") else ():
            fields = model._meta.local_fields
            beside = {one.name for one in fields if one.is_relation or getattr(row, one.attname) in one.empty_values}
            row.full_clean(exclude=beside, validate_unique=False, validate_constraints=False)
            row.validate_constraints(exclude={one.name for one in fields if one.is_relation})
            looked[model._meta.label] += 1

    assert looked["people.Person"] == 201
    assert looked["activities.Attendance"] == 400
    assert sum(looked.values()) > 3_000


def test_nobody_is_noted_longer_than_the_session_or_there_without_minutes():
    rows = Attendance.objects.all()

    assert rows.filter(minutes__gt=F("session__planned_minutes")).count() == 0
    assert rows.filter(presence__in=CAME, minutes=0).count() == 0
    assert rows.filter(presence=Presence.EXCUSED, reason="").count() == 0
    assert rows.count() == AttendanceNote.objects.count() >= 3_000


def test_everybody_expected_has_an_answer_on_each_closed_sheet():
    closed = Session.objects.filter(audience=None).exclude(closed_at=None)  # a public is counted, nobody is noted
    holds = Q(activity__enrolments__starts_on__lte=F("on")) & (
        Q(activity__enrolments__ended_on=None) | Q(activity__enrolments__ended_on__gte=F("on"))
    )
    expected = closed.filter(holds).order_by().values("pk").annotate(people=Count("activity__enrolments"))
    noted = closed.order_by().values("pk").annotate(people=Count("attendances"))

    assert {row["pk"]: row["people"] for row in expected} == {row["pk"]: row["people"] for row in noted}


def test_two_sheets_wait_and_they_are_of_the_last_days():
    waiting = Session.objects.filter(on__lt=TODAY, closed_at=None)

    assert waiting.count() == 2
    assert {one.trainer.email for one in waiting} == {"animator@example.org", "epn@example.org"}
    assert min(one.on for one in waiting) >= TODAY - timedelta(days=6)


def test_the_animator_has_a_session_today_and_tomorrow():
    for days in (0, 1):
        rows = Session.objects.filter(on=TODAY + timedelta(days=days), trainer__email="animator@example.org")
        assert rows.exists()


def test_no_trainer_and_no_room_is_at_two_places_at_once():
    for who in ("trainer", "place"):
        held = Counter(Session.objects.exclude(**{who: None}).values_list(who, "starts_at"))
        assert [key for key, count in held.items() if count > 1] == []


def test_nobody_sits_in_two_groups_at_once():
    held = Counter(Attendance.objects.values_list("person", "session__starts_at"))

    assert [key for key, count in held.items() if count > 1] == []


def test_who_comes_for_a_project_takes_part_in_it_that_day():
    rows = Attendance.objects.exclude(session__project=None)
    inside = Q(
        person__participations__project=F("session__project"),
        person__participations__entry_on__lte=F("session__on"),
    ) & (Q(person__participations__exit_on=None) | Q(person__participations__exit_on__gte=F("session__on")))

    assert rows.count() == rows.filter(inside).count() > 300


def test_groups_have_places_left_and_none_is_too_full():
    taken = Activity.objects.filter(ends_on__gte=TODAY).annotate(
        people=Count("enrolments", filter=Q(enrolments__ended_on=None))
    )

    left = [one.capacity - one.people for one in taken]
    assert min(left) >= 0
    assert max(left) >= 3


def test_no_hour_is_asked_beyond_the_whole_and_the_totals_are_the_sums():
    assert LedgerItem.objects.filter(claimed__gt=10_000).count() == 0
    assert Claim.objects.count() > 0
    rows = LedgerItem.objects.annotate(asked=Sum("claims__share"))
    assert [one.pk for one in rows if (one.asked or 0) != one.claimed] == []


def test_both_funders_of_the_course_are_asked_their_share():
    shares = dict(Claim.objects.order_by().values_list("agreement__reference", "share").distinct())

    assert shares == {"FSE+/P4/0127": 5_000, "ACT-GUID-88": 3_000}


def test_a_participation_spans_its_stays():
    for one in Participation.objects.prefetch_related("episodes"):
        stays = list(one.episodes.all())
        assert one.entry_on == min(stay.starts_on for stay in stays)
        assert one.exit_on == (None if any(stay.ends_on is None for stay in stays) else max(s.ends_on for s in stays))
    assert Episode.objects.count() >= Participation.objects.count() > 60


def test_nothing_that_was_observed_lies_in_the_future():
    assert Observation.objects.filter(observed_on__gt=TODAY).count() == 0
    assert Participation.objects.filter(Q(entry_on__gt=TODAY) | Q(exit_on__gt=TODAY)).count() == 0
    assert Line.objects.filter(at__date__gt=TODAY).count() == 0


@pytest.mark.parametrize("code", ["FSE-PLUS", "FSE-3.2"])
def test_the_reports_hold_all_their_validation_rules(small, code):
    project = Project.objects.get(code=code)
    period = WHOLE_YEAR if code == "FSE-PLUS" else Period(date(2015, 1, 1), date(2020, 12, 31))

    report = report_of(the_house(small.pk), project, rule_sets()[project.rule_set], period)

    assert report.figures.failed_checks() == []
    assert report.excluded != []


def test_the_frozen_report_is_intact_and_late_answers_are_its_adjustments(small):
    frozen = FrozenReport.objects.get()

    assert (frozen.first_on, frozen.last_on) == (date(2025, 7, 1), date(2025, 12, 31))
    assert is_intact(frozen)
    assert report_again(the_house(small.pk), frozen).figures.failed_checks() == []


def test_the_journal_of_a_living_house_is_whole(small):
    verbs = dict(Line.objects.order_by().values_list("verb").annotate(Count("pk")))

    assert first_break(small.pk) is None
    assert len(verbs) >= 12
    assert sum(verbs.values()) > 200
    ats = list(Line.objects.order_by("number").values_list("at", flat=True))
    assert ats[1:] == sorted(ats[1:])


def test_shares_of_the_agreements_of_a_project_never_pass_the_whole():
    sums = Agreement.objects.order_by().values("project__code").annotate(all=Sum("share"))

    assert {row["project__code"]: row["all"] for row in sums if row["all"] > 10_000} == {}


def test_every_competence_has_a_call():
    assert set(CallCompetence.objects.values_list("competence", flat=True)) == set(Competence.values)


def test_files_made_twice_wait_for_a_decision_and_some_are_settled():
    assert Counter(Pair.objects.values_list("state", flat=True))["waiting"] >= 1
    assert Person.objects.exclude(merged_into=None).count() == 1


def test_couples_share_a_phone_and_names_come_in_several_scripts():
    shared = ContactPoint.objects.order_by().values("kind", "key").annotate(people=Count("person", distinct=True))
    names = " ".join(Person.objects.values_list("last_name", flat=True))

    assert shared.filter(people=2).count() >= 2
    assert all(letters in names for letters in ("حداد", "Шевченко", "Παπαδοπούλου", "Nguyễn"))


def test_one_import_is_done_and_one_waits_at_its_preview():
    assert Counter(ImportRun.objects.values_list("state", flat=True)) == {"done": 1, "preview": 1}


def test_mails_have_left_and_one_came_back():
    states = Counter(Message.objects.values_list("state", flat=True))

    assert states["sent"] >= 10
    assert states["given_up"] == 1


def test_nobody_can_be_reached_out_of_the_demonstration():
    points = list(ContactPoint.objects.values_list("kind", "value"))

    assert {value.rpartition("@")[2] for kind, value in points if kind == "mail"} == {"example.org"}
    assert {value[:6] for kind, value in points if kind == "phone"} == {"+32400"}
    written_to = set(Message.objects.values_list("address", flat=True))
    assert {value.rpartition("@")[2] for value in written_to} == {"example.org"}
    assert {value for kind, value in points if kind == "mail"} & written_to
    assert Enrolment.objects.exclude(activity__project=None).exists()


def test_the_past_semester_is_over_for_ten_days():
    assert past_semester(date(2026, 7, 9)) == Period(date(2025, 7, 1), date(2025, 12, 31))
    assert past_semester(date(2026, 7, 11)) == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert past_semester(date(2027, 1, 3)) == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert past_semester(date(2028, 2, 29)) == Period(date(2027, 7, 1), date(2027, 12, 31))


def test_the_past_quarter_is_over_for_ten_days():
    assert past_quarter(date(2026, 6, 15)) == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert past_quarter(date(2027, 1, 9)) == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert past_quarter(date(2028, 2, 29)) == Period(date(2027, 10, 1), date(2027, 12, 31))
