"""The card with a QR code: shown at the door it notes who is there; another card is refused with what to do."""

import io
from datetime import date

import pypdfium2
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from levier.activity.activities.actions import (
    create_activity,
    end_enrolment,
    enrol,
    go,
    open_door,
    show_pass,
    take_back,
)
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment
from levier.activity.activities.passes import LETTERS, Pass, pass_of, pass_read
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.scanning import codes_in
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.activities.door_cast import MORNING, after, opened
from tests.cast import Browser, actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_door():
    """(who the reader acts for, the session, its people, the code of each one's card)."""
    by, session, people = opened()
    return by, session, people, codes_of(session, people)


def codes_of(session, people):
    held = {one.person_id: one for one in Enrolment.objects.filter(activity=session.activity_id)}
    return [pass_of(held[one.pk]) for one in people]


def lines():
    return {row.person.first_name: (row.presence, row.minutes, row.source) for row in Attendance.objects.all()}


def page_of(session):
    key = f"{session.pk}-{session.door_code}"
    token = link_token(session.organisation_id, "door", key, after(900))
    return reverse("activities:pass_at_the_door", args=[token])


def test_a_card_shown_notes_the_presence_with_its_source_and_once(at_the_door):
    reader, session, (mariam, _idris, _zoe), (code, *_codes) = at_the_door

    for minutes in (0, 1, 90):
        assert show_pass(by=reader, session=session, code=code, at=after(minutes)) == mariam.pk

    assert lines() == {"Mariam01": ("present", 180, "qr")}
    assert [(one.source, one.happened_at) for one in AttendanceNote.objects.all()] == [("qr", MONDAY)]


def test_who_comes_late_by_the_card_and_leaves_by_the_tablet_is_proven_by_the_card(at_the_door):
    reader, session, (mariam, *_others), (code, *_codes) = at_the_door

    show_pass(by=reader, session=session, code=code, at=after(30))
    go(by=reader, session=session, person=mariam.pk, at=after(120))
    assert lines() == {"Mariam01": ("left", 90, "qr")}
    take_back(by=reader, session=session, person=mariam.pk, at=after(121))

    assert lines() == {"Mariam01": ("late", 150, "qr")}


def refused(words, **said):
    before = AttendanceNote.objects.count()
    with pytest.raises(Refused, match=words):
        show_pass(**said)
    assert AttendanceNote.objects.count() == before


def test_a_card_of_others_of_another_activity_or_of_before_is_refused_with_what_to_do(at_the_door):
    reader, session, (mariam, idris, _zoe), (hers, his, _last) = at_the_door
    _activity, elsewhere, strangers = workshop(1, at=organisation("ailleurs"))
    sewing = create_activity(
        by=actor(Role.ANIMATOR, name="Zora"), values={"title": "Couture", "kind": "open"}, at=MONDAY
    )
    enrol(by=actor(Role.COORDINATION, name="Lotte"), activity=sewing, people=[mariam], at=MONDAY)
    said = {"by": reader, "session": session, "at": MONDAY}
    gone = Enrolment.objects.get(person=idris)
    end_enrolment(
        by=actor(Role.DIRECTION, name="Inès"), enrolment=gone, on=date(2026, 6, 12), reason="travail", at=MORNING
    )
    changed = hers[:-1] + ("B" if hers[-1] != "B" else "C")

    refused("autre association", code=codes_of(elsewhere, strangers)[0], **said)
    refused("autre activité", code=pass_of(Enrolment.objects.get(activity=sewing)), **said)
    refused("pas sur la liste", code=his, **said)
    for foreign in ("https://example.org/", changed, "", hers[:-3], "LEVIER:1:1:1:ABCDEF012345"):
        refused("n'est pas celui d'une carte d'ici", code=foreign, **said)
    refused("trop tôt", code=hers, by=reader, session=session, at=after(-61))
    away = {mariam.pk: Entry("absent")}
    record_attendance(by=actor(Role.ANIMATOR, name="Ada"), session=session, entries=away, at=after(20))
    refused("déjà notée", code=hers, **said)


def test_a_code_is_letters_that_every_keyboard_types_alike(at_the_door):
    _reader, session, _people, (code, *_codes) = at_the_door

    assert set(code) <= set(f"{LETTERS}LVX")
    assert set(code) & set("AQZWMY0123456789:;-") == set()
    held = Pass(session.organisation_id, Enrolment.objects.order_by("pk").first().pk)
    assert [pass_read(text) for text in (code, code.lower(), f" {code}\r\n")] == [held] * 3


def test_a_scanner_types_the_code_and_the_page_greets_by_first_name_without_script(at_the_door, time_machine):
    _reader, session, _people, (code, *_codes) = at_the_door
    time_machine.move_to(after(10), tick=False)
    visitor, page = Browser(), page_of(session)

    answer = visitor.submit(page, {"code": code})

    assert (answer.status_code, lines()) == (303, {"Mariam01": ("late", 170, "qr")})
    shown = visitor.get(answer.url)
    assert shown.context["seen"].name == "Mariam01 D."
    assert "Diallo" not in shown.content.decode()
    assert visitor.submit(page, {"code": "rien"}).status_code == 422
    assert visitor.submit(page, {}).status_code == 422
    assert visitor.get(f"{page}?vu=zz").context["seen"] is None


def photo(text):
    target = io.BytesIO()
    segno.make(text).save(target, kind="png", scale=8, border=5)
    return SimpleUploadedFile("carte.png", target.getvalue())


def test_the_camera_reads_it_too_or_says_how_to_hold_the_card(at_the_door, time_machine):
    _reader, session, _people, (_hers, his, _last) = at_the_door
    time_machine.move_to(MONDAY, tick=False)
    visitor, page = Browser(), page_of(session)
    blank = SimpleUploadedFile("vide.txt", b"rien")

    assert visitor.submit(page, {"code": "", "photo": photo(his)}).status_code == 303
    assert lines() == {"Mariam02": ("present", 180, "qr")}
    unread = visitor.submit(page, {"code": "", "photo": blank})
    assert (unread.status_code, "Tenez la carte à plat" in unread.content.decode()) == (422, True)
    wrong = visitor.submit(page, {"photo": photo("https://example.org/")})
    assert wrong.context["problem"].startswith("Ce code n'est pas celui")


def test_the_page_is_shut_with_the_tablet(at_the_door, time_machine):
    _reader, session, _people, (code, *_codes) = at_the_door
    time_machine.move_to(MONDAY, tick=False)
    page = page_of(session)
    open_door(by=actor(Role.EPN, name="Zora"), session=session, at=MONDAY)

    assert Browser().submit(page, {"code": code}).status_code == 410
    assert AttendanceNote.objects.count() == 0


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_the_page_speaks_the_eight_languages(at_the_door, time_machine, language):
    _reader, session, _people, _codes = at_the_door
    time_machine.move_to(MONDAY, tick=False)

    shown = Browser().get(f"{page_of(session)}?langue={language}").content.decode()

    assert [one for one in ("Montrez votre carte", "Code de la carte", "Ou une photo") if one in shown] == []


def test_the_cards_are_printed_for_who_is_expected_and_the_printed_code_is_the_one_that_is_read(time_machine):
    time_machine.move_to(MONDAY, tick=False)
    activity, session, people = workshop()
    address = reverse("activities:passes", args=[activity.pk])

    answer = browser(colleague(Role.ANIMATOR, name="Tarek")).get(address)

    document = pypdfium2.PdfDocument(answer.content)
    words = document[0].get_textpage().get_text_range()
    assert [one.first_name in words for one in people] == [True] * 3
    page = document[0].render(scale=3, grayscale=True).to_pil()
    assert set(codes_in(page)) == set(codes_of(session, people))
    assert browser(colleague(Role.AUDITOR, name="Zoé")).get(address).status_code == 403
