"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "import.started": _("a donné un classeur à importer"),
    "import.done": _("a importé un classeur"),
    "import.queued": _("a lancé l'import d'un classeur"),
    "import.abandoned": _("a abandonné l'import d'un classeur"),
    "import.undone": _("a annulé un import"),
}
"""What the journal says of each act, after the name of who acted."""

SUMMARY = {
    "new": _("nouveaux"),
    "changed": _("modifiés"),
    "equal": _("identiques"),
    "people": _("personnes ajoutées"),
    "refused": _("lignes refusées"),
    "set_aside": _("lignes laissées de côté"),
    "removed": _("retirés"),
    "restored": _("remis comme avant"),
}
"""What an import counts, in the order in which it is said."""

LINES = SUMMARY | {"new": _("lignes nouvelles"), "changed": _("lignes modifiées"), "equal": _("lignes identiques")}
"""What the check of a sheet counts before anything is written: lines, of which several may be one participation."""
