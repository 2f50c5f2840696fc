"""A person erased, or given a copy. Their line on a paper stays as a figure, the signed scan as a proof."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.activity.sheets.models import Certificate, MissingSignature, Scan, SheetLine
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person

TITLES = {
    "sheets.sheetline": _("Feuilles de présences à votre nom"),
    "sheets.certificate": _("Attestations de présence"),
}
TABLES = ("sheets.sheetline", "sheets.certificate", "sheets.missingsignature")


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """Certificates, and the sheets where the person stands."""
    made = Certificate.objects.visible_to(actor).filter(person=person).select_related("activity")
    return {
        "sheets.sheetline": SheetLine.objects.visible_to(actor).filter(person=person).select_related("sheet"),
        "sheets.certificate": made,
    }


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Certificates go; lines stay without a name; scans are of everybody who signed, and prove funded hours."""
    lines = SheetLine.objects.visible_to(actor).filter(person=person)
    made = Certificate.objects.visible_to(actor).filter(person=person).count()
    scans = Scan.objects.visible_to(actor).filter(sheet__lines__person=person).count()
    n = lines.count()
    told: list[tuple[int, str, Any]] = [
        (n, ngettext("%(n)s feuille de présences", "%(n)s feuilles de présences", n), "figure"),
        (scans, ngettext("%(n)s scan de feuille signée", "%(n)s scans de feuilles signées", scans), "proof"),
        (made, ngettext("%(n)s attestation de présence", "%(n)s attestations de présence", made), ""),
    ]
    return [Fate(words % {"n": count}, stays) for count, words, stays in told if count]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """No certificate, no witness, no missing signature is left, nor what the journal kept of their words."""
    made = Certificate.objects.filter(person=person)
    forget_details(by=by, objects=[reference(one) for one in made])
    made.delete()
    SheetLine.objects.filter(person=person).update(witness="")
    MissingSignature.objects.filter(person=person).delete()
