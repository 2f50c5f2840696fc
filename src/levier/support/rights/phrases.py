"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "rights.kind_added": _("a ajouté une sorte d'échéance"),
    "rights.kind_changed": _("a modifié une sorte d'échéance"),
    "rights.kind_retired": _("a retiré une sorte d'échéance"),
    "rights.kind_restored": _("a remis en usage une sorte d'échéance"),
    "rights.rule_revised": _("a changé la règle d'une échéance"),
    "rights.letter_added": _("a enregistré un courrier"),
    "rights.letter_changed": _("a corrigé un courrier"),
    "rights.letter_read": _("a lu un courrier"),
    "rights.deadline_added": _("a noté une échéance"),
    "rights.deadline_read": _("a lu une échéance"),
    "rights.deadline_given": _("a confié une échéance"),
    "rights.deadline_done": _("a noté qu'une échéance est faite"),
    "rights.deadline_dropped": _("a noté qu'une échéance est sans objet"),
    "rights.deadline_missed": _("a noté qu'une échéance est manquée"),
    "rights.deadline_open": _("a remis une échéance à faire"),
    "rights.person_reminded": _("a rappelé une échéance à la personne"),
    "rights.period_added": _("a noté un statut"),
    "rights.period_changed": _("a corrigé un statut"),
    "rights.period_withdrawn": _("a retiré un statut noté par erreur"),
    "rights.loss_added": _("a noté une perte de droits"),
    "rights.loss_withdrawn": _("a retiré une perte de droits notée par erreur"),
    "rights.appeal_noted": _("a noté où en est un recours"),
    "rights.file_read": _("a lu les droits d'une personne"),
    "rights.attested": _("a produit une attestation"),
}
"""What the journal says of each act, after the name of who acted."""

DEFINITIONS = (
    (_("Menaces"), _("Droits menacés : lettre, convocation ou avertissement, par le jour noté.")),
    (_("Pertes"), _("Droits suspendus, réduits, exclus, perdus ou arrivés à leur terme, par le jour noté.")),
    (_("Recours introduits"), _("Recours contre une menace ou une perte, par le jour où ils ont été introduits.")),
    (_("Recours gagnés"), _("De ces recours, ceux qui sont gagnés, en tout ou en partie, à ce jour.")),
)
"""What the figures count, in the words of the screen and of the sheet."""
