"""Who may: those who note presences. What may be believed: a mark needs a witness who is not the trainer."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.permissions import Decision
from levier.foundation.kit.texts import fold


def may_witness(name: str, leaders: Iterable[str]) -> Decision:
    """Somebody else than who leads the session countersigns a mark; names are compared without accents or order."""
    said = set(fold(name).split())
    is_leader = any(said == set(fold(one).split()) for one in leaders if fold(one))
    return Decision(
        bool(said) and not is_leader,
        _("Le témoin d'une marque est une autre personne que celle qui anime : demandez à quelqu'un d'autre."),
    )
