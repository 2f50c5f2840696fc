"""Privacy words: each model field says what it is, why it is kept, how long, whether it is exported, how it is erased.

GDPR articles 5, 6, 9, 15, 17 and 30: the processing register, the person's copy and the erasure all read these words.
"""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Personal:
    """Word of a personal field. `kind`: identity, contact, social, sensitive, trace; `retention` names a rule of the
    organisation's settings; `erase` says what erasure does to the value."""

    kind: Literal["identity", "contact", "social", "sensitive", "trace", "staff"]
    basis: Literal["public_task", "agreement", "consent", "legal_duty", "contract"]
    retention: Literal["file", "agreement", "journal", "account", "message"]
    export: bool = True
    erase: Literal["clear", "keep_for_figures", "keep"] = "clear"


@dataclass(frozen=True, slots=True)
class NotPersonal:
    """Word of a field that says nothing of anybody."""


PLAIN = NotPersonal()
IDENTITY = Personal("identity", "public_task", "file")
CONTACT = Personal("contact", "public_task", "file")
SOCIAL = Personal("social", "public_task", "file")
REPORTED = Personal("social", "agreement", "agreement", erase="keep_for_figures")
SENSITIVE = Personal("sensitive", "agreement", "agreement", erase="keep_for_figures")
LINK = Personal("trace", "public_task", "file", export=False, erase="keep")
TRACE = Personal("trace", "legal_duty", "journal", erase="keep")
STAFF = Personal("staff", "contract", "account", export=False, erase="keep")
FREE_TEXT = Personal("social", "public_task", "file")

Word = Personal | NotPersonal


def words(plain: str = "", **personal: Word) -> dict[str, Word]:
    """Privacy words of a model: names of plain fields in one text, then `field=WORD` for the others."""
    return dict.fromkeys(plain.split(), PLAIN) | personal


def of_somebody(model: Any) -> list[str]:
    """Columns of a model that say something of a person: neither plain, nor a mere link, nor about the staff."""
    words = getattr(model, "privacy", {})
    return [
        name for name, word in words.items() if isinstance(word, Personal) and word.kind != "staff" and word is not LINK
    ]


def exported(model: Any) -> list[str]:
    """Columns of a model that a person's own copy holds."""
    return [name for name in of_somebody(model) if model.privacy[name].export]


def erased(model: Any) -> list[str]:
    """Columns of a model that an erasure empties."""
    return [name for name in of_somebody(model) if model.privacy[name].erase == "clear"]
