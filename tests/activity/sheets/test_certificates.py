"""What is certified: the exact truth of that day, until it is made again."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.sheets.actions import issue_certificate
from levier.activity.sheets.models import Certificate
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import User
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import AFTER, workshop
from tests.activity.sheets.cast import ines
from tests.cast import Browser, browser, organisation

pytestmark = pytest.mark.django_db
LATER = AFTER + timedelta(days=1)


def attended():
    """Mariam came for 150 minutes, Idris was absent."""
    activity, session, (mariam, idris) = workshop(2)
    entries = {mariam.pk: Entry("left", 150), idris.pk: Entry("absent")}
    record_attendance(by=ines(), session=session, entries=entries, at=AFTER)
    return activity, session, mariam, idris


def at_her_desk():
    ines()
    return browser(User.objects.get(name="Inès", memberships__organisation=organisation()))


def words_of(answer):
    pages = pypdfium2.PdfDocument(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def verified(row, language="fr"):
    """The public page, as a stranger reads it."""
    token = link_token(row.organisation_id, "certificate", row.pk, row.issued_at + timedelta(days=3653))
    return Browser().get(f"{reverse('sheets:verify', args=[token])}?langue={language}")


def test_a_month_is_certified_with_its_days_hours_and_absences():
    _activity, _session, mariam, idris = attended()

    hers = issue_certificate(by=ines(), person=mariam, month=date(2026, 6, 1), at=LATER)
    his = issue_certificate(by=ines(), person=idris, month=date(2026, 6, 1), at=LATER)

    line = ["2026-06-15", "Premiers pas à l'ordinateur"]
    assert hers.said == {"lines": [[*line, "left", 150, 1]], "days": 1, "half_days": 1, "minutes": 150}
    assert his.said == {"lines": [[*line, "absent", 0, 0]], "days": 0, "half_days": 0, "minutes": 0}
    assert (hers.first_on, hers.last_on, hers.number, his.number) == (date(2026, 6, 1), date(2026, 6, 30), 1, 2)


def test_the_paper_says_it_in_words():
    _activity, _session, mariam, _idris = attended()
    row = issue_certificate(by=ines(), person=mariam, month=date(2026, 6, 1), at=LATER)

    words = words_of(at_her_desk().get(reverse("sheets:certificate_paper", args=[row.pk])))

    for said in ("Attestation de présences", "000001-96", "Mariam01 Diallo", "parti plus tôt", "2\xa0h\xa030"):
        assert said in words


def test_nothing_is_certified_where_nothing_was_noted():
    activity, _session, mariam, idris = attended()

    for known in ({"month": date(2026, 5, 1)}, {"activity": activity}):
        with pytest.raises(Refused, match="rien à attester"):
            issue_certificate(by=ines(), person=idris if "activity" in known else mariam, **known, at=LATER)
    assert not Certificate.objects.exists()


def test_anybody_verifies_a_participation_and_reads_no_more_than_an_initial():
    activity, _session, mariam, _idris = attended()
    row = issue_certificate(by=ines(), person=mariam, activity=activity, at=LATER)

    page = verified(row).content.decode()

    assert "Cette attestation est valable." in page
    assert [
        word in page
        for word in ("000001-96", "Mariam01 D.", "15/06/2026", "Premiers pas à l'ordinateur".replace("'", "&#x27;"))
    ] == [True] * 4
    assert "Diallo" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Dit attest is geldig."), ("ar", "هذه الشهادة صالحة."), ("uk", "Ця довідка дійсна.")]
)
def test_it_is_read_in_the_languages_of_people(language, words):
    activity, _session, mariam, _idris = attended()
    row = issue_certificate(by=ines(), person=mariam, activity=activity, at=LATER)

    assert words in verified(row, language).content.decode()


def test_the_certificate_of_a_month_has_no_public_page():
    _activity, _session, mariam, _idris = attended()
    row = issue_certificate(by=ines(), person=mariam, month=date(2026, 6, 1), at=LATER)

    assert verified(row).status_code == 404


def test_a_correction_shows_on_the_list_and_one_made_again_revokes_the_first():
    activity, session, mariam, _idris = attended()
    first = issue_certificate(by=ines(), person=mariam, activity=activity, at=LATER)
    client, list_page = at_her_desk(), reverse("sheets:certificates")
    assert "ne correspond plus" not in client.get(list_page).content.decode()

    record_attendance(by=ines(), session=session, entries={mariam.pk: Entry("present")}, at=LATER)
    assert "ne correspond plus" in client.get(list_page).content.decode()
    answer = client.submit(reverse("sheets:redo_certificate", args=[first.pk]))

    second = Certificate.objects.get(revoked_at=None)
    assert (answer.status_code, second.said["minutes"], first.said["minutes"]) == (303, 180, 150)
    assert "n'est plus valable" in verified(first).content.decode().replace("&#x27;", "'")
    assert "Cette attestation est valable." in verified(second).content.decode()


def test_the_form_offers_the_activities_that_the_person_attended():
    activity, _session, mariam, idris = attended()
    client = at_her_desk()

    offered = [
        [
            key
            for key, _label in client.get(reverse("sheets:new_certificate", args=[who.pk]))
            .context["form"]
            .fields["what"]
            .choices
        ]
        for who in (mariam, idris)
    ]
    answer = client.submit(reverse("sheets:new_certificate", args=[mariam.pk]), {"what": str(activity.pk), "month": ""})

    assert offered == [["month", str(activity.pk)], ["month"]]
    assert answer.url == reverse("sheets:certificate", args=[Certificate.objects.get().pk])
