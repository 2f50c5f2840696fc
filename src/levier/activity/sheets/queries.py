"""What is asked of sheets: how far each is, and which sessions nothing proves yet."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Attendance, Session
from levier.activity.sheets.enums import Proof
from levier.activity.sheets.models import MissingSignature, ProofRule, Sheet, SheetColumn
from levier.development.projects.models import Project
from levier.foundation.kit.actors import Actor

IN_HAND = (Proof.TABLET, Proof.QR)
"""Proofs that are the source of a presence; the paper is one that comes back."""


def with_state(rows: QuerySet[Sheet]) -> QuerySet[Sheet]:
    """Sheets with `is_unnoted` (a half-day still to note) and `lacks` (a signature is missing)."""
    columns = SheetColumn.objects.filter(sheet=OuterRef("pk"), noted_at=None).order_by()
    missing = MissingSignature.objects.filter(column__sheet=OuterRef("pk")).order_by()
    return rows.annotate(is_unnoted=Exists(columns), lacks=Exists(missing))


def in_state(rows: QuerySet[Sheet], state: str, today: date) -> QuerySet[Sheet]:
    """Those of one state: as `state_of` says it."""
    back = Q(returned_at__isnull=False)
    asked = {
        "printed": ~back & Q(last_on__gte=today),
        "awaited": ~back & Q(last_on__lt=today),
        "unnoted": back & Q(is_unnoted=True),
        "missing": back & Q(is_unnoted=False, lacks=True),
        "whole": back & Q(is_unnoted=False, lacks=False),
    }
    return rows.filter(asked[state])


def state_of(sheet: Any, today: date) -> str:
    """How far a sheet is: printed, awaited, back with presences to note, back without a signature, whole."""
    if sheet.returned_at is None:
        return "awaited" if sheet.last_on < today else "printed"
    return "unnoted" if sheet.is_unnoted else "missing" if sheet.lacks else "whole"


def states() -> dict[str, str]:
    """Words of the states, in the order of a sheet's life."""
    return {
        "printed": _("imprimée"),
        "awaited": _("attendue en retour"),
        "unnoted": _("revenue, présences à noter"),
        "missing": _("revenue, signatures manquantes"),
        "whole": _("complète"),
    }


def proofs_of(project: Project | None) -> list[Proof]:
    """What the funder of a project takes; the signed paper where nothing else was said."""
    rule = ProofRule.objects.filter(project=project).first() if project else None
    return rule.proofs if rule else [Proof.PAPER]


def unproven(actor: Actor, today: date) -> QuerySet[Session]:
    """Sessions of projects at which somebody was, before today, and that nothing proves: with `is_printed`, `is_back`.

    The paper proves once it is back, noted, and signed by all; a tablet or a code by each presence taken by it.
    """
    came = Attendance.objects.filter(session=OuterRef("pk"), minutes__gt=0).order_by()
    columns = SheetColumn.objects.filter(session=OuterRef("pk")).order_by()
    back = columns.filter(sheet__returned_at__isnull=False)
    noted = back.filter(noted_at__isnull=False)
    rules = ProofRule.objects.filter(project=OuterRef("project")).order_by()
    other = came.exclude(source__in=[str(one) for one in IN_HAND])
    is_signed = Exists(noted.filter(missing=None)) & ~Exists(noted.exclude(missing=None))
    by_paper = is_signed & (~Exists(rules) | Exists(rules.filter(takes_paper=True)))
    by_tablet = Exists(rules.filter(takes_tablet=True)) & ~Exists(came.exclude(source=Proof.TABLET))
    by_qr = Exists(rules.filter(takes_qr=True)) & ~Exists(came.exclude(source=Proof.QR))
    by_both = Exists(rules.filter(takes_tablet=True, takes_qr=True)) & ~Exists(other)
    rows: QuerySet[Session] = Session.objects.visible_to(actor).filter(
        Exists(came), kind=SessionKind.MOMENT, on__lt=today, cancelled_at=None, project__isnull=False
    )
    rows = rows.exclude(by_paper).exclude(by_tablet).exclude(by_qr).exclude(by_both)
    return rows.annotate(is_printed=Exists(columns), is_back=Exists(back), is_noted=Exists(noted))


def lacking(session: Any) -> str:
    """What an unproven session lacks, in words."""
    if session.is_noted:
        return _("une signature manque sur la feuille")
    if session.is_back:
        return _("les présences de la feuille sont à noter")
    if session.is_printed:
        return _("la feuille n'est pas revenue")
    return _("aucune feuille n'est imprimée")
