"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "project.created": _("a créé un projet"),
    "project.changed": _("a modifié un projet"),
    "project.submitted": _("a noté qu'un projet est déposé"),
    "project.begun": _("a noté qu'un projet commence"),
    "project.set_aside": _("a noté qu'un projet redevient une idée"),
    "project.ended": _("a noté comment un projet s'est terminé"),
    "project.resumed": _("a noté qu'un projet reprend"),
    "project.projectpartner_added": _("a ajouté un partenaire à un projet"),
    "project.projectpartner_changed": _("a modifié le rôle d'un partenaire dans un projet"),
    "project.projectpartner_removed": _("a retiré un partenaire d'un projet"),
    "project.agreement_added": _("a ajouté une convention à un projet"),
    "project.agreement_changed": _("a modifié une convention d'un projet"),
    "project.agreement_removed": _("a retiré une convention d'un projet"),
    "project.condition_added": _("a ajouté une condition à l'entrée d'un projet"),
    "project.condition_changed": _("a modifié une condition à l'entrée d'un projet"),
    "project.condition_removed": _("a retiré une condition à l'entrée d'un projet"),
    "project.target_added": _("a ajouté une valeur promise d'un projet"),
    "project.target_changed": _("a modifié une valeur promise d'un projet"),
    "project.target_removed": _("a retiré une valeur promise d'un projet"),
    "project.kinship_added": _("a ajouté un lien de famille à un projet"),
    "project.kinship_changed": _("a modifié un lien de famille d'un projet"),
    "project.kinship_removed": _("a retiré un lien de famille d'un projet"),
    "project.obligation_added": _("a ajouté une échéance à un projet"),
    "project.obligation_changed": _("a modifié une échéance d'un projet"),
    "project.obligation_removed": _("a retiré une échéance d'un projet"),
    "project.obligation_met": _("a noté qu'une échéance est faite"),
    "project.obligation_reopened": _("a noté qu'une échéance est de nouveau à faire"),
}
"""What the journal says of each act, after the name of who acted."""
