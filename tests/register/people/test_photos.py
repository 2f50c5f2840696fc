"""Mariam's photo: kept with her yes, small and nameless; it goes when she says so, or when she goes."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.permissions import Refused
from levier.register.people.copying import copy_of
from levier.register.people.leaving import erase_person
from levier.register.people.merging import bring_together, merge_people, undo_merge
from levier.register.people.models import Photo
from levier.register.people.photos import keep_photo, photo_of, photos_of, withdraw_photo
from tests.cast import NOON, actor, browser, colleague, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def picture(colour="teal", size=(400, 600), form="JPEG", **more):
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, form, **more)
    return data.getvalue()


def keep(by, who, data=None, name="mariam.jpg"):
    upload = check_upload(name, data or picture())
    return keep_photo(by=by, person=who, upload=upload, read_in="ar", on=TODAY, at=NOON)


def on_disk(document):
    return default_storage.exists(document.place)


def test_a_photo_is_square_small_and_without_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "Rue du Fort, chez Mariam"
    mariam = person()

    keep(actor(), mariam, picture(size=(1200, 1600), exif=exif))

    with Image.open(io.BytesIO(photo_of(mariam))) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (256, 256), {})


def test_the_yes_is_kept_with_its_language_and_who_heard_it():
    nadia, mariam = actor(), person()

    keep(nadia, mariam)

    fields = ("given_on", "read_in", "is_oral", "made_by")
    assert Photo.objects.values_list(*fields).get(person=mariam) == (TODAY, "ar", True, nadia.user_id)


def test_a_new_photo_takes_the_place_of_the_other_which_leaves_the_disk(django_capture_on_commit_callbacks):
    nadia, mariam = actor(), person()
    first = keep(nadia, mariam).document
    before = photo_of(mariam)

    with django_capture_on_commit_callbacks(execute=True):
        keep(nadia, mariam, picture("brown"))

    assert (Photo.objects.count(), on_disk(first), photo_of(mariam) == before) == (1, False, False)


def test_taken_back_the_photo_is_nowhere_any_more(django_capture_on_commit_callbacks):
    nadia, mariam = actor(), person()
    document = keep(nadia, mariam).document

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(by=nadia, person=mariam, at=NOON)

    assert (photo_of(mariam), Document.objects.count(), on_disk(document)) == (None, 0, False)
    with pytest.raises(Refused, match="plus de photo"):
        withdraw_photo(by=nadia, person=mariam, at=NOON)


def test_photos_of_a_whole_sheet_are_one_query():
    nadia = actor()
    group = [person(f"Mariam{number}") for number in range(3)]
    for one in group[:2]:
        keep(nadia, one)

    with exactly(1):
        found = photos_of(one.pk for one in group)

    assert sorted(found) == [group[0].pk, group[1].pk]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("photo.jpg", picture()[:300], "Cette image est abîmée"),
        ("photo.jpg", picture(size=(40, 40)), "trop petite"),
        ("photo.txt", b"bonjour", "Ce n'est pas une photo"),
    ],
)
def test_what_is_no_face_is_refused_in_plain_words(name, data, sentence):
    mariam = person()

    with pytest.raises(Refused, match=sentence):
        keep(actor(), mariam, data, name)

    assert photo_of(mariam) is None


def test_who_reads_figures_only_keeps_no_photo():
    with pytest.raises(Refused):
        keep(actor(Role.FINANCE), person())


def test_two_files_made_one_keep_one_photo_and_taking_it_back_leaves_none(django_capture_on_commit_callbacks):
    boss, mariam, again = actor(Role.DIRECTION), person(), person("Mariam", "Dialo")
    hers, other = keep(boss, mariam), keep(boss, again, picture("brown"))
    pair = bring_together(by=boss, one=mariam, other=again, at=NOON)
    merge = merge_people(by=boss, pair=pair, at=NOON)
    kept = photo_of(mariam)
    undo_merge(by=boss, merge=merge, at=NOON)
    back = {one: photo_of(one) is not None for one in (mariam, again)}
    pair.refresh_from_db()
    merge_people(by=boss, pair=pair, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photo(by=boss, person=mariam, at=NOON)

    assert kept is not None
    assert back == {mariam: True, again: True}
    assert [on_disk(one.document) for one in (hers, other)] == [False, False]


def test_her_copy_holds_her_photo_and_erasing_her_takes_it_away(django_capture_on_commit_callbacks):
    boss, mariam = actor(Role.DIRECTION), person()
    document = keep(boss, mariam).document
    photo = photo_of(mariam)

    copied = copy_of(by=boss, person=mariam, house="Mission Locale", at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=boss, person=mariam, reason="asked", at=NOON)

    with zipfile.ZipFile(io.BytesIO(copied)) as archive:
        assert archive.read(f"documents/{document.pk}-photo.jpg") == photo
    assert (Photo.objects.count(), on_disk(document)) == (0, False)


def test_on_screen_no_photo_comes_in_without_the_yes_and_the_page_shows_the_one_that_is_kept():
    tarek, mariam = browser(colleague(Role.ANIMATOR)), person()
    page = reverse("people:photo", args=[mariam.pk])

    def send(**more):
        said = {"read_in": "fr", "how": "oral", "file": SimpleUploadedFile("moi.png", picture(form="PNG"), "image/png")}
        return tarek.submit(page, said | more).status_code

    assert (send(), Photo.objects.count()) == (422, 0)
    assert (send(agrees="on"), Photo.objects.count()) == (303, 1)
    assert "data:image/jpeg;base64," in tarek.get(reverse("people:person", args=[mariam.pk])).content.decode()
    assert tarek.submit(reverse("people:withdraw_photo", args=[mariam.pk])).status_code == 303
    assert Photo.objects.count() == 0
