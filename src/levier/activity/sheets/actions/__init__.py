"""What changes."""

from levier.activity.sheets.actions.certificates import issue_certificate
from levier.activity.sheets.actions.logos import put_logo, take_logo_off
from levier.activity.sheets.actions.printing import print_sheet, set_proofs
from levier.activity.sheets.actions.returning import Answers, keep_scan, note_from_paper

__all__ = [
    "Answers",
    "issue_certificate",
    "keep_scan",
    "note_from_paper",
    "print_sheet",
    "put_logo",
    "set_proofs",
    "take_logo_off",
]
