"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "message.read": _("a lu un message"),
    "message.tried_again": _("a demandé de renvoyer un message"),
    "message.given_up": _("a abandonné un message"),
}
"""What the journal says of each act, after the name of who acted."""
