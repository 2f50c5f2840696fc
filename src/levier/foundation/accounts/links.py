"""Links that open one page to somebody without an account: signed, for one purpose, until a moment. No table.

The organisation stands in the link and nowhere else: whoever opens it works in that one, whatever the page names.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

SALT = "accounts.link"


@dataclass(frozen=True, slots=True)
class Linked:
    """What a valid link says: for which organisation, for what, on which thing (`key`)."""

    organisation_id: int
    purpose: str
    key: str

    @property
    def reference(self) -> str:
        """Who reads or answers through it, for the journal: "link:referral:12"."""
        return f"link:{self.purpose}:{self.key}"


class LinkBroken(Exception):
    """Not a link of this house for this purpose: changed on the way, or copied in part."""


class LinkExpired(Exception):
    """It was one of ours; its moment is past."""


def link_token(organisation_id: int, purpose: str, key: str | int, until: datetime) -> str:
    """The token of a link. Each purpose signs with a salt of its own: a link for one opens nothing else."""
    said = {"o": organisation_id, "k": str(key), "u": int(until.timestamp())}
    return signing.Signer(salt=f"{SALT}.{purpose}").sign_object(said)


def read_link(token: str, purpose: str, at: datetime) -> Linked:
    """What the token says. Raises LinkBroken, or LinkExpired when it was ours and `at` is past its moment."""
    try:
        said = signing.Signer(salt=f"{SALT}.{purpose}").unsign_object(token)
        found, until = Linked(int(said["o"]), purpose, str(said["k"])), int(said["u"])
    except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
        raise LinkBroken from error
    if at.timestamp() > until:
        raise LinkExpired
    return found
