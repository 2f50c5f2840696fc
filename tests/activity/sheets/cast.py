"""A sheet in somebody's hand: printed by Inès on Monday 15 June 2026, signed, scanned or photographed."""

import io

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from levier.activity.sheets.actions import keep_scan, print_sheet
from levier.activity.sheets.paper import paper_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.documents.checks import check_upload
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.cast import actor, organisation


def ines(at=None):
    """The one colleague of a house who prints sheets and takes them back, however often she is called."""
    house = at or organisation()
    known = User.objects.filter(name="Inès", memberships__organisation=house).first()
    return actor_for(known, house) if known else actor(Role.ANIMATOR, at=house, name="Inès")


def printed(people=3, *, form="plain", kind="session", at=None, by=None, project=None):
    """(sheet, its session, its people)."""
    activity, session, everybody = workshop(people, at=at, project=project)
    by = by or ines(at)
    one = session if kind == "session" else None
    sheet = print_sheet(by=by, activity=activity, kind=kind, on=session.on, form=form, session=one, at=MONDAY)
    return sheet, session, everybody


def pages_of(content, scale=2.0):
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=scale, grayscale=True).to_pil() for page in document]


def photo_of(sheet, *, page=0, turned=0.0, noise=0.0, small=1.0):
    """A picture of a page as a phone takes it: turned (degrees), grainy, far."""
    picture = pages_of(paper_of(sheet, MONDAY))[page]
    if small != 1.0:
        picture = picture.resize((round(picture.width * small), round(picture.height * small)))
    picture = picture.rotate(turned, expand=True, fillcolor=200)
    if noise:
        grain = Image.effect_noise(picture.size, 90)
        picture = Image.blend(picture, grain, noise)
    return jpeg(picture)


def jpeg(picture):
    target = io.BytesIO()
    picture.convert("L").save(target, "JPEG", quality=80)
    return target.getvalue()


def scan_of(sheet):
    """The PDF that a scanner makes: pages that are pictures."""
    pictures = [page.convert("RGB") for page in pages_of(paper_of(sheet, MONDAY))]
    target = io.BytesIO()
    pictures[0].save(target, "PDF", save_all=True, append_images=pictures[1:], resolution=144)
    return target.getvalue()


def sent(content, name="feuille.jpg"):
    """A file as a form brings it."""
    return SimpleUploadedFile(name, content)


def given_back(sheet, by):
    """The sheet with its scan."""
    upload = check_upload("feuille.jpg", photo_of(sheet))
    return keep_scan(by=by, sheet=sheet, upload=upload, pages=list(range(1, sheet.pages + 1)), at=AFTER)
