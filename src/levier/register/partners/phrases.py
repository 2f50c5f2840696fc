"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "partner.created": _("a ajouté un partenaire"),
    "partner.changed": _("a modifié un partenaire"),
    "partner.contact_added": _("a ajouté un contact chez un partenaire"),
    "partner.contact_changed": _("a modifié un contact chez un partenaire"),
    "partner.contact_ended": _("a terminé un contact chez un partenaire"),
    "place.created": _("a ajouté un lieu"),
    "place.changed": _("a modifié un lieu"),
    "partner.removed": _("a retiré un partenaire noté par erreur"),
    "place.removed": _("a retiré un lieu noté par erreur"),
    "programme.removed": _("a retiré un programme noté par erreur"),
    "programme.created": _("a ajouté un programme"),
    "programme.changed": _("a modifié un programme"),
}
"""What the journal says of each act, after the name of who acted."""
