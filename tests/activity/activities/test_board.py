"""The cards of a session: who is there is ticked, with a photo for who allows it, and saved in one go."""

import io
from datetime import date

import pytest
from django.urls import reverse
from PIL import Image

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.enums import Presence
from levier.activity.activities.models import Attendance, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.register.people.photos import keep_photo
from tests.activity.activities.cast import AFTER, workshop
from tests.cast import actor, browser, colleague

pytestmark = pytest.mark.django_db


def kept():
    return sorted(Attendance.objects.values_list("person__first_name", "presence"))


@pytest.fixture
def tarek():
    return browser(colleague(Role.ANIMATOR, name="Tarek"))


def test_a_card_shows_the_photo_of_who_allows_it_and_initials_of_the_others(tarek):
    _activity, session, (mariam, *_others) = workshop()
    data = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(data, "JPEG")
    upload = check_upload("mariam.jpg", data.getvalue())
    keep_photo(by=actor(), person=mariam, upload=upload, read_in="fr", on=date(2026, 6, 15), at=AFTER)

    shown = tarek.get(reverse("activities:board", args=[session.pk])).content.decode()

    assert (shown.count("data:image/jpeg"), shown.count(">MD<"), shown.count('name="la"')) == (1, 2, 3)


def test_those_ticked_are_present_and_the_others_wait(tarek):
    _activity, session, (mariam, samira, _aziz) = workshop()
    page = reverse("activities:board", args=[session.pk])

    answer = tarek.submit(page, {"la": [mariam.pk, samira.pk]})

    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert kept() == [("Mariam01", "present"), ("Mariam02", "present")]
    assert tarek.get(page).content.decode().count('name="la"') == 1


def test_with_the_last_button_the_others_are_absent_and_the_sheet_is_whole(tarek):
    _activity, session, (mariam, *_others) = workshop()

    answer = tarek.submit(reverse("activities:board", args=[session.pk]), {"la": [mariam.pk], "fin": "1"})

    assert answer.headers["Location"] == reverse("activities:session", args=[session.pk])
    assert kept() == [("Mariam01", "present"), ("Mariam02", "absent"), ("Mariam03", "absent")]
    assert Session.objects.get(pk=session.pk).closed_at is not None


def test_what_somebody_else_noted_meanwhile_is_not_overwritten(tarek):
    _activity, session, (mariam, samira, _aziz) = workshop()
    away = {mariam.pk: Entry(Presence.ABSENT)}
    record_attendance(by=actor(Role.EPN), session=session, entries=away, at=AFTER)

    answer = tarek.submit(reverse("activities:board", args=[session.pk]), {"la": [mariam.pk, samira.pk]}, follow=True)

    assert kept() == [("Mariam01", "absent"), ("Mariam02", "present")]
    assert "1 personne venait d" in answer.content.decode()


def test_a_stray_number_is_refused_and_what_was_ticked_stays_ticked(tarek):
    _activity, session, (mariam, *_others) = workshop()

    answer = tarek.submit(reverse("activities:board", args=[session.pk]), {"la": [mariam.pk, 999_999]})

    assert (answer.status_code, kept()) == (422, [])
    assert answer.content.decode().count(" checked") == 1
