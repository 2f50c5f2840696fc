"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "account.preferences": _("a changé ses préférences"),
    "organisation.setting_changed": _("a changé un réglage de l'association"),
    "access.refused": _("s'est vu refuser un accès"),
    "house.opened": _("a ouvert la maison"),
    "house.demonstration": _("a installé la démonstration"),
}
"""What the journal says of each act, after the name of who acted."""
