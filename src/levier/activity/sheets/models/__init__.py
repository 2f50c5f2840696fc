"""Tables of the room."""

from levier.activity.sheets.models.certificates import Certificate
from levier.activity.sheets.models.returns import MissingSignature, Scan
from levier.activity.sheets.models.sheets import Logo, ProofRule, Sheet, SheetColumn, SheetLine

__all__ = ["Certificate", "Logo", "MissingSignature", "ProofRule", "Scan", "Sheet", "SheetColumn", "SheetLine"]
