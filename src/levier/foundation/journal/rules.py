"""Who reads the journal."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.permissions import permission

READ_JOURNAL = permission(
    "journal.read",
    _("lire le journal : qui a fait quoi, qui a lu quelle fiche"),
    roles=("administrator", "direction", "auditor"),
)
