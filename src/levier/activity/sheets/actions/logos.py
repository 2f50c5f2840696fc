"""The logos of a format are put on its sheets, or taken off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.rules import SEE_PRESENCES
from levier.activity.sheets.formats import formats
from levier.activity.sheets.logos import PNG, made_small
from levier.activity.sheets.models import Logo
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.documents.actions import forget_documents, keep_file
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import Kind
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission


@transaction.atomic
def put_logo(*, by: Actor, form: str, place: int, upload: Upload, at: datetime) -> Logo:
    """The picture at a place of a format, instead of the one before. Raises Refused for no picture, no such place."""
    demand_permission(by, SET_ORGANISATION)
    words = _words(form, place)
    data = made_small(upload)
    _let_go(by, form, place)
    document = keep_file(
        by=by,
        kind=Kind.OTHER,
        name="logo.png",
        title=words,
        data=data,
        permission=SEE_PRESENCES,
        about=_about(form, place),
        type_known=PNG,
        at=at,
    )
    row = Logo.objects.create(
        organisation_id=by.organisation_id,
        format=form,
        place=place,
        document=document,
        made_at=at,
        made_by_id=by.user_id,
    )
    change = {"format": form, "place": place, "sha256": document.sha256}
    record(by=by, verb="sheets.logo_put", object=f"accounts.organisation:{by.organisation_id}", change=change, at=at)
    return row


@transaction.atomic
def take_logo_off(*, by: Actor, form: str, place: int, at: datetime) -> None:
    """The place is empty again: its name stands there. Raises Refused where no logo is."""
    demand_permission(by, SET_ORGANISATION)
    _words(form, place)
    if not _let_go(by, form, place):
        raise Refused(_("Il n'y a pas de logo à cet endroit."))
    change = {"format": form, "place": place}
    record(by=by, verb="sheets.logo_off", object=f"accounts.organisation:{by.organisation_id}", change=change, at=at)


def _let_go(by: Actor, form: str, place: int) -> int:
    gone, _each = Logo.objects.visible_to(by).filter(format=form, place=place).delete()
    forget_documents(by=by, about=_about(form, place))
    return gone


def _words(form: str, place: int) -> str:
    known = formats().get(form)
    if known is None or not 0 <= place < len(known.logos):
        raise Refused(_("Ce format n'a pas de logo à cet endroit."))
    return known.logos[place]


def _about(form: str, place: int) -> str:
    return f"sheets.logo:{form}-{place}"
