"""The paper comes back: read from a scan or a photo taken askew, or refused with what to do; then only differences."""

import io
from datetime import time

import pytest
import segno
from django.urls import reverse
from PIL import Image

from levier.activity.activities.actions import plan_sessions
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.models import Attendance, AttendanceNote
from levier.activity.sheets.actions import Answers, note_from_paper, print_sheet
from levier.activity.sheets.models import MissingSignature, Scan
from levier.activity.sheets.numbering import code_of
from levier.activity.sheets.paper import paper_of
from levier.activity.sheets.queries import unproven
from levier.development.projects.models import Project
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.documents.models import Document
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import AFTER, MONDAY
from tests.activity.sheets.cast import given_back, ines, jpeg, pages_of, photo_of, printed, scan_of, sent
from tests.cast import browser, colleague, organisation

pytestmark = pytest.mark.django_db
GIVE_BACK = "/feuilles/rendre/"


def signed_in():
    """Inès at her desk."""
    ines()
    return browser(User.objects.get(name="Inès", memberships__organisation=organisation()))


def sends(client, content, name="feuille.jpg", *, number="", to=GIVE_BACK):
    return client.submit(to, {"file": sent(content, name), "number": number})


def refused(answer):
    """What the page says is wrong."""
    assert answer.status_code == 422
    assert not Scan.objects.exists()
    return " ".join(str(one) for errors in answer.context["form"].errors.values() for one in errors)


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ("upright", lambda sheet: photo_of(sheet)),
        ("a little askew", lambda sheet: photo_of(sheet, turned=7)),
        ("very askew, grainy", lambda sheet: photo_of(sheet, turned=-23, noise=0.3)),
        ("upside down, far away", lambda sheet: photo_of(sheet, turned=180, small=0.6)),
        ("sideways", lambda sheet: photo_of(sheet, turned=90, noise=0.2)),
    ],
)
def test_a_photo_says_of_which_sheet_it_is(how, content):
    sheet, session, _people = printed()

    answer = sends(signed_in(), content(sheet))

    assert (answer.status_code, answer.url) == (303, reverse("sheets:note", args=[sheet.pk, session.pk])), how
    sheet.refresh_from_db()
    assert sheet.returned_at is not None
    assert [(one.sheet, one.pages) for one in Scan.objects.all()] == [(sheet, [1])]
    assert Document.objects.get().about == f"sheets.sheet:{sheet.pk}"


def test_a_scan_of_several_pages_brings_them_all():
    sheet, _session, _people = printed(25)

    sends(signed_in(), scan_of(sheet), "scan.pdf")

    assert (sheet.pages, Scan.objects.get().pages) == (2, [1, 2])


def test_a_page_alone_leaves_the_sheet_awaited_and_the_same_page_is_not_taken_twice():
    sheet, _session, _people = printed(25)
    client = signed_in()
    sends(client, photo_of(sheet, page=1))
    sheet.refresh_from_db()

    again = sends(client, photo_of(sheet, page=1, turned=4))

    assert sheet.returned_at is None
    assert again.status_code == 422
    assert "La page 2 de la feuille 000001-96 est déjà là" in again.content.decode()
    sends(client, photo_of(sheet))
    sheet.refresh_from_db()
    assert sheet.returned_at is not None


def test_the_same_page_twice_in_one_file_is_refused():
    sheet, _session, _people = printed()
    page = pages_of(paper_of(sheet, MONDAY))[0].convert("RGB")
    target = io.BytesIO()
    page.save(target, "PDF", save_all=True, append_images=[page])

    assert "est déjà là" in refused(sends(signed_in(), target.getvalue(), "deux.pdf"))


def qr_alone(text):
    target = io.BytesIO()
    segno.make(text).save(target, kind="png", scale=12, border=6)
    return target.getvalue()


def test_a_code_of_somebody_else_is_told_from_ours():
    printed()

    said = refused(sends(signed_in(), qr_alone("https://example.org/feuille/1"), "autre.png"))

    assert said.startswith("Ce code n'est pas celui d'une feuille d'ici.")


def test_a_code_that_was_copied_with_another_number_is_not_ours():
    sheet, _session, _people = printed()
    code = code_of(organisation().pk, sheet.number, 1).replace(":1:1:", ":2:1:")

    assert "n'est pas celui" in refused(sends(signed_in(), qr_alone(code), "faux.png"))


def test_a_sheet_of_another_house_is_refused_and_nothing_of_it_is_said():
    sheet, _session, _people = printed(at=organisation("ailleurs"))

    said = refused(sends(signed_in(), photo_of(sheet)))

    assert said.startswith("Cette feuille est celle d'une autre association")


def test_a_sheet_of_another_session_is_refused_with_its_name():
    sheet, session, _people = printed()
    other = print_sheet(
        by=ines(), activity=session.activity, kind="session", on=session.on, form="esf", session=session, at=MONDAY
    )

    said = refused(sends(signed_in(), photo_of(sheet), to=reverse("sheets:give_one_back", args=[other.pk])))

    assert said.startswith("C'est la feuille 000001-96, d'une autre séance (Premiers pas à l'ordinateur, 15 juin 2026)")


def test_a_photo_without_a_code_asks_for_the_number_and_takes_it():
    sheet, _session, _people = printed()
    blank = jpeg(Image.new("L", (900, 1200), 255))
    client = signed_in()

    assert refused(sends(client, blank)).startswith("Aucun code n'a pu être lu.")
    assert refused(sends(client, blank, number="000001-95")).startswith("Ce numéro a une faute de frappe")
    assert refused(sends(client, blank, number="000002-95")).startswith("Aucune feuille ne porte ce numéro")
    assert sends(client, blank, number="000001-96").status_code == 303
    assert Scan.objects.get().sheet == sheet


@pytest.mark.parametrize(
    ("name", "content"),
    [("abime.jpg", b"\xff\xd8\xff\xe0 not a picture"), ("abime.pdf", b"%PDF-1.4 not a document"), ("vide.pdf", b"")],
)
def test_a_broken_file_is_refused(name, content):
    printed()
    assert refused(sends(signed_in(), content, name))


def test_what_is_no_picture_is_refused():
    printed()
    assert refused(sends(signed_in(), b"Nom;Prenom\n", "liste.csv")).startswith("Une feuille se rend en PDF")


def test_two_sheets_in_one_file_are_refused():
    sheet, session, _people = printed()
    other = print_sheet(
        by=ines(), activity=session.activity, kind="session", on=session.on, form="plain", session=session, at=MONDAY
    )
    first, second = (pages_of(paper_of(one, MONDAY))[0].convert("RGB") for one in (sheet, other))
    target = io.BytesIO()
    first.save(target, "PDF", save_all=True, append_images=[second])

    assert refused(sends(signed_in(), target.getvalue(), "pile.pdf")).startswith("Ce fichier contient plusieurs")


def filled(page):
    """The form as the page shows it, in the browser of somebody who changes nothing."""
    data = {}
    for line, _is_on_paper, witness, _boxes in page.context["lines"]:
        key = line.person.pk
        data |= {f"p-{key}": line.entry.presence, f"m-{key}": line.entry.minutes, f"r-{key}": line.entry.reason}
        data |= {f"vu-{key}": line.seen, f"t-{key}": witness}
    return data


def test_only_what_differs_is_typed_and_the_log_says_that_it_comes_from_the_paper():
    sheet, session, people = printed()
    given_back(sheet, ines())
    client, address = signed_in(), reverse("sheets:note", args=[sheet.pk, session.pk])
    mariam, idris, zoe = people
    typed = filled(client.get(address)) | {f"p-{idris.pk}": "absent", f"m-{idris.pk}": ""}
    (column,) = sheet.columns.all()

    answer = client.submit(address, typed | {f"s-{column.pk}": [str(zoe.pk), "anime"]})

    assert (answer.status_code, answer.url) == (303, reverse("sheets:sheet", args=[sheet.pk]))
    assert {row.person: (row.presence, row.minutes, row.source) for row in Attendance.objects.all()} == {
        mariam: ("present", 180, "sheet"),
        idris: ("absent", 0, "sheet"),
        zoe: ("present", 180, "sheet"),
    }
    assert AttendanceNote.objects.filter(source="sheet").count() == 3
    assert [one.person for one in MissingSignature.objects.order_by("-person")] in ([zoe, None], [None, zoe])
    session.refresh_from_db()
    assert session.closed_at is not None
    page = client.get(answer.url)
    assert (page.context["state"], len(page.context["missing"])) == ("revenue, signatures manquantes", 2)


def test_a_signature_that_came_later_makes_the_sheet_whole():
    sheet, session, people = printed()
    given_back(sheet, ines())
    client, address = signed_in(), reverse("sheets:note", args=[sheet.pk, session.pk])
    (column,) = sheet.columns.all()
    client.submit(address, filled(client.get(address)) | {f"s-{column.pk}": [str(people[0].pk)]})

    client.submit(address, filled(client.get(address)))

    assert not MissingSignature.objects.exists()
    assert client.get(reverse("sheets:sheet", args=[sheet.pk])).context["state"] == "complète"
    assert AttendanceNote.objects.count() == 3


def test_presences_are_not_noted_from_a_paper_that_nobody_gave_back():
    sheet, session, _people = printed()
    client, address = signed_in(), reverse("sheets:note", args=[sheet.pk, session.pk])

    answer = client.submit(address, filled(client.get(address)))

    assert (answer.status_code, Attendance.objects.count()) == (422, 0)
    assert answer.context["problem"].startswith("Rendez d'abord la feuille signée")


def test_a_line_that_a_colleague_noted_meanwhile_is_shown_and_left_alone():
    sheet, session, people = printed()
    given_back(sheet, ines())
    client, address = signed_in(), reverse("sheets:note", args=[sheet.pk, session.pk])
    typed = filled(client.get(address))
    record_attendance(by=ines(), session=session, entries={people[0].pk: Entry("absent")}, at=AFTER)

    answer = client.submit(address, typed)

    assert answer.status_code == 409
    assert Attendance.objects.get(person=people[0]).presence == "absent"


def test_a_mark_is_countersigned_by_somebody_who_does_not_lead():
    sheet, session, people = printed()
    session.trainer = colleague(Role.ANIMATOR, name="Zoé Lambert")
    session.save()
    given_back(sheet, ines())
    entries = {one.pk: Entry("present") for one in people}

    with pytest.raises(Refused, match="Le témoin d'une marque est une autre personne"):
        note_from_paper(
            by=ines(),
            sheet=sheet,
            session=session,
            answers=Answers(entries, witnesses={people[0].pk: "lambert ZOE"}),
            at=AFTER,
        )
    assert not Attendance.objects.exists()
    note_from_paper(
        by=ines(),
        sheet=sheet,
        session=session,
        answers=Answers(entries, witnesses={people[0].pk: "Aziz Benali"}),
        at=AFTER,
    )

    assert list(sheet.lines.values_list("witness", flat=True)) == ["Aziz Benali", "", ""]


def test_a_sheet_is_not_that_of_a_session_it_does_not_hold():
    sheet, session, people = printed()
    days, hours = [MONDAY.date().replace(day=16)], {"starts": time(9), "ends": time(12)}
    (other,) = plan_sessions(by=ines(), activity=session.activity, days=days, **hours, at=MONDAY)
    given_back(sheet, ines())

    with pytest.raises(Refused, match="n'est pas celle de cette séance"):
        note_from_paper(
            by=ines(), sheet=sheet, session=other, answers=Answers({people[0].pk: Entry("present")}), at=AFTER
        )


def test_a_session_is_proven_once_its_paper_is_back_noted_and_signed_by_all():
    project = Project.objects.create(organisation=organisation(), code="FSE-1", title="Cap numérique")
    sheet, session, people = printed(project=project)
    later = AFTER.date().replace(day=20)
    assert list(unproven(ines(), later)) == []  # nobody is noted yet
    given_back(sheet, ines())
    (column,) = sheet.columns.all()
    entries = {one.pk: Entry("present") for one in people}
    boxes = [(column.pk, people[0].pk)]
    note_from_paper(by=ines(), sheet=sheet, session=session, answers=Answers(entries, unsigned=boxes), at=AFTER)

    assert list(unproven(ines(), later)) == [session]

    note_from_paper(by=ines(), sheet=sheet, session=session, answers=Answers(entries), at=AFTER)
    assert list(unproven(ines(), later)) == []


def test_a_bad_scan_is_replaced_by_a_better_one_and_stays_marked_so():
    sheet, session, _people = printed()
    client = signed_in()
    sends(client, photo_of(sheet, small=0.6), "floue.jpg")
    first = Scan.objects.get()
    address = reverse("sheets:give_one_back", args=[sheet.pk])
    assert client.get(address).context["form"]["is_better"].value() is True

    answer = client.submit(address, {"file": sent(photo_of(sheet), "nette.jpg"), "number": "", "is_better": "on"})

    assert answer.status_code == 303
    first.refresh_from_db()
    second = Scan.objects.exclude(pk=first.pk).get()
    assert [(one.pages, one.in_force) for one in (first, second)] == [([1], []), ([1], [1])]
    assert [one.name for one in Document.objects.order_by("pk")] == ["floue.jpg", "nette.jpg"]
    page = client.get(reverse("sheets:sheet", args=[sheet.pk])).content.decode()
    assert page.count("remplacé par un meilleur scan") == 1
    assert Line.objects.filter(verb="sheets.scanned").count() == 2
    note = client.get(reverse("sheets:note", args=[sheet.pk, session.pk]))
    assert [one.document_id for one in note.context["scans"]] == [second.document_id]


def test_one_page_of_two_is_replaced_and_the_other_still_counts():
    sheet, _session, _people = printed(25)
    client = signed_in()
    sends(client, scan_of(sheet), "scan.pdf")
    address = reverse("sheets:give_one_back", args=[sheet.pk])

    client.submit(address, {"file": sent(photo_of(sheet, page=1)), "number": "", "is_better": "on"})

    first, second = Scan.objects.order_by("pk")
    assert (first.in_force, second.in_force) == ([1], [2])
    sheet.refresh_from_db()
    assert sheet.returned_at is not None
    blank = jpeg(Image.new("L", (900, 1200), 255))
    unread = client.submit(address, {"file": sent(blank), "number": "000001-96", "is_better": "on"})
    assert (unread.status_code, Scan.objects.count()) == (422, 2)
    assert "renvoyez toutes les pages" in unread.content.decode()
