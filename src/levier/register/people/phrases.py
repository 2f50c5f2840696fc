"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "person.created": _("a créé la fiche d'une personne"),
    "person.changed": _("a modifié la fiche d'une personne"),
    "person.read": _("a lu la fiche d'une personne"),
    "person.contact_added": _("a ajouté un contact à une personne"),
    "person.contact_changed": _("a modifié un contact d'une personne"),
    "person.contact_ended": _("a noté qu'un contact n'est plus bon"),
    "person.compared": _("a comparé deux fiches"),
    "person.merged": _("a réuni deux fiches d'une même personne"),
    "person.merge_undone": _("a annulé la fusion de deux fiches"),
    "person.welcomed": _("a accueilli une personne sans nom"),
    "person.known_better": _("a complété la fiche d'une personne mieux connue"),
    "person.name_added": _("a noté un autre nom d'une personne"),
    "person.name_removed": _("a retiré un autre nom d'une personne"),
    "person.language_noted": _("a noté une langue d'une personne"),
    "person.language_removed": _("a retiré une langue d'une personne"),
    "person.mandate_given": _("a noté un accord de transmission d'une personne"),
    "person.mandate_revoked": _("a retiré un accord de transmission d'une personne"),
    "person.mandate_read": _("a lu un accord de transmission d'une personne"),
    "person.mandate_printed": _("a imprimé un accord de transmission d'une personne"),
    "person.photo_kept": _("a gardé la photo d'une personne, avec son accord"),
    "person.photo_withdrawn": _("a effacé la photo d'une personne"),
    "person.number_noted": _("a noté le numéro national d'une personne"),
    "person.number_removed": _("a retiré le numéro national d'une personne"),
    "person.number_read": _("a lu le numéro national d'une personne"),
    "person.copied": _("a préparé la copie d'une fiche pour la personne"),
    "person.erased": _("a effacé une personne"),
    "person.proofs_gone": _("a laissé partir les preuves d'une personne effacée"),
    "person.proof_read": _("a ouvert les preuves d'une personne effacée"),
    "people.pairs_searched": _("a cherché les doublons"),
    "people.pair_brought": _("a rapproché deux fiches"),
    "people.kept_apart": _("a noté que deux fiches sont de deux personnes"),
}
"""What the journal says of each act, after the name of who acted."""
