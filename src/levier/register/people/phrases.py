"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "person.created": _("a créé la fiche d'une personne"),
    "person.changed": _("a modifié la fiche d'une personne"),
    "person.read": _("a lu la fiche d'une personne"),
}
"""What the journal says of each act, after the name of who acted."""
