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
    "person.copied": _("a préparé la copie d'une fiche pour la personne"),
    "person.erased": _("a effacé une personne"),
    "person.proofs_gone": _("a laissé partir les preuves d'une personne effacée"),
    "person.proof_read": _("a ouvert les preuves d'une personne effacée"),
    "people.pairs_searched": _("a cherché les doublons"),
    "people.pair_brought": _("a rapproché deux fiches"),
    "people.kept_apart": _("a noté que deux fiches sont de deux personnes"),
}
"""What the journal says of each act, after the name of who acted."""
