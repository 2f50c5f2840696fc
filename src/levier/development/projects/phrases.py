"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "project.created": _("a créé un projet"),
    "project.changed": _("a modifié un projet"),
}
"""What the journal says of each act, after the name of who acted."""
