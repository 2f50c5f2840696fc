"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "share.claimed": _("a demandé une part d'une heure à un bailleur"),
    "share.released": _("a libéré une part d'une heure"),
    "hours.claimed": _("a demandé des heures à un bailleur"),
    "hours.released": _("a libéré des heures"),
    "hour.shown": _("a présenté une heure comme résultat à un bailleur"),
    "hours.shown": _("a présenté des heures comme résultat à un bailleur"),
    "hours.withdrawn": _("ne présente plus des heures comme résultat"),
}
"""What the journal says of each act, after the name of who acted."""
