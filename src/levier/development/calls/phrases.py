"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "need.created": _("a noté un besoin"),
    "need.changed": _("a modifié un besoin"),
    "need.evidence_added": _("a ajouté un constat à un besoin"),
    "need.evidence_removed": _("a retiré un constat d'un besoin"),
    "call.created": _("a ajouté un appel à projets"),
    "call.changed": _("a modifié un appel à projets"),
    "call.decided": _("a décidé si l'association répond à un appel"),
    "call.moved": _("a changé l'état d'un appel à projets"),
}
"""What the journal says of each act, after the name of who acted."""
