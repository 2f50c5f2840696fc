"""The photo of a person: kept with their yes, small and without a word of where it was taken; taken back with it."""

import io
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from levier.foundation.documents.actions import forget_documents, keep_file
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import PICTURES, Kind, MediaType
from levier.foundation.documents.queries import content_of
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.leaving import files_of
from levier.register.people.models import Person, Photo
from levier.register.people.rules import KEEP_PHOTOS, SEE_PEOPLE

SIDE = 256
"""Pixels of a side: sharp at two centimetres on paper, some fifteen thousand bytes."""
LEAST = 64


@transaction.atomic
def keep_photo(
    *, by: Actor, person: Person, upload: Upload, read_in: str, is_oral: bool = True, on: date, at: datetime
) -> Photo:
    """The person said yes to their photo: it takes the place of an earlier one. Raises Refused for no picture."""
    demand_permission(by, KEEP_PHOTOS)
    held: Person | None = Person.objects.visible_to(by).select_for_update().filter(pk=person.pk).first()
    if held is None:
        raise Refused(_("Cette fiche n'est plus là."))
    data = small(upload)
    _let_go(by, held)
    document = keep_file(
        by=by,
        kind=Kind.OTHER,
        name="photo.jpg",
        title=_("Photo"),
        data=data,
        permission=SEE_PEOPLE,
        about=reference(held),
        type_known=MediaType.JPEG.value,
        at=at,
    )
    photo = Photo(
        organisation_id=by.organisation_id,
        person=held,
        document=document,
        given_on=on,
        read_in=read_in,
        is_oral=is_oral,
        made_by_id=by.user_id,
        made_at=at,
    )
    photo.keep()
    _touch(held)
    record(by=by, verb="person.photo_kept", object=reference(held), change={"read_in": read_in}, at=at)
    return photo


@transaction.atomic
def withdraw_photo(*, by: Actor, person: Person, at: datetime) -> None:
    """The person takes their yes back: the photo goes, from the disk too. Raises Refused where there is none."""
    demand_permission(by, KEEP_PHOTOS)
    held: Person | None = Person.objects.visible_to(by).select_for_update().filter(pk=person.pk).first()
    if held is None or not Photo.objects.filter(person=held).exists():
        raise Refused(_("Il n'y a plus de photo de cette personne."))
    _let_go(by, held)
    _touch(held)
    record(by=by, verb="person.photo_withdrawn", object=reference(held), at=at)


def photo_of(person: Person) -> bytes | None:
    """The photo of a person, a JPEG of `SIDE` pixels a side; None when there is none."""
    return photos_of([person.pk]).get(person.pk)


def photos_of(people: Iterable[int]) -> dict[int, bytes]:
    """{person: the JPEG of their photo} of those who have one: one query. A file that no longer opens is left out."""
    found = {}
    for one in Photo.objects.filter(person__in=list(people)).select_related("document").order_by("pk"):
        with suppress(Refused):
            found[one.person_id] = content_of(one.document)
    return found


def in_page(photo: bytes | None) -> str:
    """The address of a photo that stands within its page, or ""."""
    return "" if photo is None else f"data:image/jpeg;base64,{b64encode(photo).decode()}"


def portrait_of(person: Person) -> str:
    """The same of a person who was read with `photo__document`: no query."""
    with suppress(Photo.DoesNotExist, Refused):
        return in_page(content_of(person.photo.document))
    return ""


def small(upload: Upload) -> bytes:
    """The middle of a picture, square and small. Raises Refused for no picture, or one too small to know a face."""
    if upload.media_type not in PICTURES:
        raise Refused(_("Ce n'est pas une photo : prenez un fichier JPEG ou PNG."))
    try:
        with Image.open(io.BytesIO(upload.data)) as picture:
            return _drawn(picture)
    except Refused:
        raise
    except Exception as error:  # what a hostile picture makes the library raise has no end
        raise Refused(_("Cette image est abîmée et ne s'affiche pas. Refaites la photo.")) from error


def _drawn(picture: Image.Image) -> bytes:
    if min(picture.size) < LEAST:
        raise Refused(_("Cette photo est trop petite : on n'y reconnaît personne. Refaites-la de plus près."))
    whole = picture.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole.getchannel("A"))
    target = io.BytesIO()
    ImageOps.fit(ground, (SIDE, SIDE), Image.Resampling.LANCZOS, centering=(0.5, 0.4)).save(target, "JPEG", quality=82)
    return target.getvalue()


def _let_go(by: Actor, person: Person) -> None:
    Photo.objects.filter(person=person).delete()
    for one in files_of(person):  # a merge may have left that of another file
        forget_documents(by=by, about=reference(one))


def _touch(person: Person) -> None:
    person.version += 1
    person.save(update_fields=["version"])
