"""What stands on a paper beside names: logos that the direction put there, photos that people allow, empty lines."""

import io
import re

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from levier.activity.sheets.actions import print_sheet, put_logo, take_logo_off
from levier.activity.sheets.models import Logo, Sheet
from levier.activity.sheets.paper import paper_of
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.permissions import Refused
from levier.register.people.photos import keep_photo, withdraw_photo
from tests.activity.activities.cast import MONDAY
from tests.activity.sheets.cast import ines, printed, sent
from tests.cast import actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db
PUT = "/feuilles/logos/esf-0/"


def picture(size=(600, 200), kind="PNG", colour="navy"):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def pictures_of(sheet):
    """How many pictures in colour stand on the pages of a sheet: its code is a drawing in black."""
    found = 0
    for page in pypdfium2.PdfDocument(paper_of(sheet, MONDAY)):
        colours = page.render(scale=1).to_pil().convert("RGB").getcolors(1_000_000)
        found += any(max(colour) - min(colour) > 100 for _n, colour in colours)
    return found


def again(sheet, **said):
    session = sheet.columns.get().session
    return print_sheet(
        by=ines(), activity=sheet.activity, kind="session", on=session.on, session=session, at=MONDAY, **said
    )


def test_a_logo_stands_on_the_sheets_of_its_format_and_of_its_house_alone():
    sheet, _session, _people = printed(form="esf")
    elsewhere, _theirs, _others = printed(form="esf", at=organisation("ailleurs"))
    before = [pictures_of(sheet), pictures_of(elsewhere), pictures_of(again(sheet, form="actiris"))]

    put_logo(by=actor(Role.DIRECTION), form="esf", place=0, upload=check_upload("ue.png", picture()), at=MONDAY)

    assert before == [0, 0, 0]
    assert [pictures_of(sheet), pictures_of(elsewhere), pictures_of(again(sheet, form="actiris"))] == [1, 0, 0]


def test_direction_puts_a_logo_replaces_it_and_takes_it_off():
    sheet, _session, _people = printed(form="esf")
    client = browser(colleague(Role.DIRECTION, name="Zoé"))

    assert client.submit(PUT, {"file": sent(picture(), "ue.png")}).status_code == 303
    assert client.submit(PUT, {"file": sent(picture(kind="JPEG", colour="red"), "ue.jpg")}).status_code == 303
    assert (Logo.objects.count(), Document.objects.count()) == (1, 1)
    assert 'alt="Cofinancé par l&#x27;Union européenne"' in client.get(reverse("sheets:logos")).content.decode()

    assert client.submit(f"{PUT}retirer/").status_code == 303
    assert (Logo.objects.count(), Document.objects.count(), pictures_of(sheet)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ue.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("ue.png", b"\x89PNG\r\n\x1a\n not a picture"),
        ("ue.png", picture((20, 10))),
        ("ue.pdf", b"%PDF-1.4"),
        ("ue.txt", b"Union"),
    ],
)
def test_what_is_no_picture_or_too_small_is_refused(name, content):
    client = browser(colleague(Role.DIRECTION))

    answer = client.submit(PUT, {"file": sent(content, name)})

    assert (answer.status_code, Logo.objects.count(), Document.objects.count()) == (422, 0, 0)


def test_who_notes_presences_does_not_choose_the_logos():
    upload, boss = check_upload("ue.png", picture()), actor(Role.DIRECTION, name="Zoé")

    assert browser(colleague(Role.ANIMATOR)).get(reverse("sheets:logos")).status_code == 403
    with pytest.raises(Refused):
        put_logo(by=ines(), form="esf", place=0, upload=upload, at=MONDAY)
    with pytest.raises(Refused, match="n'a pas de logo à cet endroit"):
        put_logo(by=boss, form="esf", place=7, upload=upload, at=MONDAY)
    with pytest.raises(Refused, match="Il n'y a pas de logo"):
        take_logo_off(by=boss, form="esf", place=1, at=MONDAY)


def test_a_photo_stands_beside_a_name_when_it_is_wanted_and_allowed():
    sheet, _session, (mariam, *_others) = printed()
    boss = actor(Role.DIRECTION)
    upload = check_upload("moi.jpg", picture((300, 300), "JPEG", "red"))
    keep_photo(by=boss, person=mariam, upload=upload, read_in="fr", on=MONDAY.date(), at=MONDAY)
    with_photos = again(sheet, form="plain", has_photos=True)

    assert (pictures_of(sheet), pictures_of(with_photos)) == (0, 1)
    withdraw_photo(by=boss, person=mariam, at=MONDAY)
    assert pictures_of(with_photos) == 0


@pytest.mark.parametrize(("typed", "last"), [("", "6"), ("0", "3"), ("9", "12")])
def test_empty_lines_wait_for_who_comes_unannounced_three_unless_somebody_says_otherwise(typed, last):
    sheet, session, _people = printed()
    client = browser(colleague(Role.ANIMATOR, name="Tarek"))
    address = reverse("sheets:new_for_session", args=[session.pk])
    shown = client.get(address).context["form"]["blank_lines"].value()

    client.submit(address, {"format": "plain", "blank_lines": typed or str(shown)})

    made = Sheet.objects.exclude(pk=sheet.pk).get()
    words = pypdfium2.PdfDocument(paper_of(made, MONDAY))[0].get_textpage().get_text_range()
    numbers = [found[1] for line in words.splitlines() if (found := re.fullmatch(r"(\d+)( Mariam.*)?", line.strip()))]
    assert (shown, numbers[-1]) == (3, last)
