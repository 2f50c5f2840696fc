"""Words of the room that recur."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit import formats

ACTS = {
    "document.added": _("a ajouté un document"),
    "document.removed": _("a retiré un document"),
    "document.read": _("a ouvert un document"),
}
"""What the journal says of each act, after the name of who acted."""


def weight(size: int) -> str:
    """Bytes as people read them: 340 ko, 1,2 Mo."""
    if size < 1_000_000:
        return f"{formats.number(max(round(size / 1_000), 1))}\u00a0{gettext('ko')}"
    return f"{formats.number(Decimal(round(size / 100_000)) / 10)}\u00a0{gettext('Mo')}"


def place_in_words(megabytes: int) -> str:
    """5 000 Mo."""
    return weight(megabytes * 1_000_000)
