"""A sheet comes back: its scan is kept, then its presences are noted where they differ from what was expected."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.attendance import Entry, Recorded, record_attendance
from levier.activity.activities.enums import CAME, Source
from levier.activity.activities.models import Session
from levier.activity.activities.rules import NOTE_PRESENCES, SEE_PRESENCES
from levier.activity.sheets.formats import format_of
from levier.activity.sheets.models import MissingSignature, Scan, Sheet, SheetColumn, SheetLine
from levier.activity.sheets.rules import may_witness
from levier.foundation.documents.actions import keep_file
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import Kind
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody saw on the paper of a session.

    `entries` and `seen` are those of `record_attendance`. `unsigned` are the empty boxes: (column, person), without a
    person the trainer's. `witnesses` gives who countersigned the mark of a person. When it `is_whole` the sheet of the
    session is closed.
    """

    entries: Mapping[int, Entry]
    seen: Mapping[int, Entry] | None = None
    unsigned: Collection[tuple[int, int | None]] = ()
    witnesses: Mapping[int, str] = field(default_factory=dict)
    is_whole: bool = False


@transaction.atomic
def keep_scan(
    *, by: Actor, sheet: Sheet, upload: Upload, pages: Sequence[int], is_better: bool = False, at: datetime
) -> Scan:
    """Keep a file that holds these pages of a sheet. Once each page is there, the sheet is back. One that `is_better`
    takes the place of pages that are there: their file stays, and is shown as replaced.

    Raises Refused for a page that is there already, twice in the file, or not of this sheet.
    """
    demand_permission(by, NOTE_PRESENCES)
    row = _held(by, sheet)
    there = set() if is_better else pages_in(row)
    for page in pages:
        if page in there:
            raise Refused(
                _(
                    "La page %(page)s de la feuille %(number)s est déjà là : ne gardez que les autres, ou cochez que ce"
                    " scan remplace des pages mal scannées."
                )
                % {"page": page, "number": row}
            )
        if not 1 <= page <= row.pages:
            raise Refused(_("La feuille %(number)s n'a pas de page %(page)s.") % {"page": page, "number": row})
        there.add(page)
    document = keep_file(
        by=by,
        kind=Kind.OTHER,
        name=upload.name,
        data=upload.data,
        permission=SEE_PRESENCES,
        about=reference(row),
        title=_("Feuille %(number)s signée") % {"number": row},
        type_known=upload.media_type.value,
        at=at,
    )
    scan = Scan.objects.create(
        organisation_id=by.organisation_id,
        sheet=row,
        document=document,
        pages=list(pages),
        made_at=at,
        made_by_id=by.user_id,
    )
    replaced = _let_pass(row, scan) if is_better else []
    if row.returned_at is None and len(pages_in(row)) == row.pages:
        row.returned_at = at
        row.save(update_fields=["returned_at"])
    record(
        by=by,
        verb="sheets.scanned",
        object=reference(row),
        change={"pages": list(pages), "sha256": document.sha256, "replaced": replaced},
        at=at,
    )
    return scan


@transaction.atomic
def note_from_paper(*, by: Actor, sheet: Sheet, session: Session, answers: Answers, at: datetime) -> Recorded:
    """Note the presences of a session from its paper, and which signatures lack. Whoever was away signs nothing.

    Raises Refused for a sheet of which no scan is there, one of another session, a witness who leads it, and as
    `record_attendance`. Lines that somebody else noted meanwhile are left alone and returned.
    """
    demand_permission(by, NOTE_PRESENCES)
    row = _held(by, sheet)
    columns = list(row.columns.filter(session=session))
    if not columns:
        raise Refused(_("La feuille %(number)s n'est pas celle de cette séance.") % {"number": row})
    if not row.scans.exists():
        raise Refused(_("Rendez d'abord la feuille signée : scannez-la, ou prenez-la en photo."))
    lines = {line.person_id: line for line in row.lines.all()}
    _demand_witnesses(row, session, answers, lines)
    done = record_attendance(
        by=by,
        session=session,
        entries=answers.entries,
        seen=answers.seen,
        source=Source.SHEET,
        close=answers.is_whole,
        at=at,
    )
    if done.conflicts:
        return done
    _keep_witnesses(lines, answers)
    missing = _missing(by, columns, answers, lines, at)
    MissingSignature.objects.filter(column__in=columns).delete()
    MissingSignature.objects.bulk_create(missing)
    SheetColumn.objects.filter(pk__in=[one.pk for one in columns]).update(noted_at=at)
    change = {"session": session.pk, "missing": len(missing), "marks": len(answers.witnesses)}
    record(by=by, verb="sheets.noted", object=reference(row), change=change, at=at)
    return done


def pages_in(sheet: Sheet) -> set[int]:
    """Numbers of the pages that are back."""
    return {page for scan in sheet.scans.all() for page in scan.in_force}


def _let_pass(sheet: Sheet, better: Scan) -> list[int]:
    """Pages of earlier scans that a better one replaces; their documents."""
    documents = []
    for scan in sheet.scans.exclude(pk=better.pk):
        gone = [page for page in scan.in_force if page in better.pages]
        if gone:
            scan.replaced = sorted([*scan.replaced, *gone])
            scan.save(update_fields=["replaced"])
            documents.append(scan.document_id)
    return documents


def _held(by: Actor, sheet: Sheet) -> Sheet:
    found: Sheet | None = Sheet.objects.visible_to(by).select_for_update().filter(pk=sheet.pk).first()
    if found is None:
        raise Refused(_("Ce que vous cherchez n'existe pas."))
    return found


def _demand_witnesses(sheet: Sheet, session: Session, answers: Answers, lines: dict[int, SheetLine]) -> None:
    for person, name in answers.witnesses.items():
        if person not in lines or not format_of(sheet.format).mark:
            raise Refused(_("Cette feuille n'admet pas de marque pour cette personne."))
        demand(may_witness(name, [session.leader]))


def _keep_witnesses(lines: dict[int, SheetLine], answers: Answers) -> None:
    changed = []
    for person, line in lines.items():
        said = answers.witnesses.get(person, "" if person in answers.entries else line.witness)[:120]
        if said != line.witness:
            line.witness = said
            changed.append(line)
    SheetLine.objects.bulk_update(changed, ["witness"])


def _missing(
    by: Actor, columns: list[SheetColumn], answers: Answers, lines: dict[int, SheetLine], at: datetime
) -> list[MissingSignature]:
    """Empty boxes of who was there; the trainer's."""
    ours = {one.pk: one for one in columns}
    came = {person for person, entry in answers.entries.items() if entry.presence in CAME and person in lines}
    return [
        MissingSignature(
            organisation_id=by.organisation_id,
            column=ours[column],
            person_id=person,
            noted_at=at,
            noted_by_id=by.user_id,
        )
        for column, person in sorted(set(answers.unsigned), key=str)
        if column in ours and (person is None or person in came)
    ]
