"""Words of the room that recur."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.registers import Register

definitions: Register[Callable[[str, date], list[str]]] = Register()
"""What rules of counting understand by a question of the entry: (column of Participation, day) -> sentences."""

ACTS = {
    "participation.entered": _("a noté une entrée"),
    "participation.entered_again": _("a noté une nouvelle entrée"),
    "participation.left": _("a noté une sortie"),
    "participation.observed": _("a noté des nouvelles"),
    "participation.proven": _("a noté une preuve d'admission"),
    "participation.proof_withdrawn": _("a retiré une preuve d'admission"),
    "participation.entry_corrected": _("a corrigé la situation d'entrée"),
    "participation.stay_corrected": _("a corrigé un séjour"),
    "participation.stay_withdrawn": _("a retiré un séjour"),
    "proposal.made": _("a noté une suite proposée"),
    "proposal.answered": _("a noté la réponse à une suite proposée"),
    "proposal.withdrawn": _("a retiré une suite proposée"),
    "proposal.read": _("a lu les suites possibles"),
    "participation.read": _("a lu une participation"),
}
"""What the journal says of each act, after the name of who acted."""
