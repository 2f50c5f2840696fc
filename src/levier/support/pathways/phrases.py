"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ACTS = {
    "pathway.opened": _("a commencé l'accompagnement"),
    "pathway.changed": _("a modifié l'accompagnement"),
    "pathway.closed": _("a terminé l'accompagnement"),
    "pathway.part_given": _("a confié l'accompagnement à un·e collègue"),
    "pathway.part_ended": _("a noté la fin du travail d'un·e collègue"),
    "pathway.read": _("a lu l'accompagnement"),
    "diagnosis.read": _("a lu le diagnostic"),
    "plan.read": _("a lu le plan"),
    "carnet.printed": _("a imprimé le carnet"),
    "notes.read": _("a lu les notes"),
    "note.written": _("a écrit une note"),
    "note.changed": _("a corrigé une note"),
    "note.withdrawn": _("a retiré une note"),
    "note.draft_kept": _("a gardé un brouillon de note"),
    "note.draft_forgotten": _("a effacé un brouillon de note"),
    "note_template.added": _("a écrit un modèle de note"),
    "note_template.changed": _("a modifié un modèle de note"),
    "note_template.retired": _("a retiré un modèle de note"),
    "note_template.restored": _("a remis un modèle de note"),
    "note_template.told": _("a écrit un modèle de note dans une autre langue"),
    "referral.sent": _("a orienté la personne"),
    "referral.reminded": _("a rappelé une orientation au partenaire"),
    "referral.answered": _("a noté la réponse à une orientation"),
    "referral.answer_read": _("a lu la réponse à une orientation"),
    "referral.withdrawn": _("a retiré une orientation"),
    "referral.read": _("a lu les orientations"),
    "referral.shown": _("a montré une orientation au partenaire, par son lien"),
    "exceptional.opened": _("a ouvert le dossier par un accès exceptionnel"),
    "exceptional.read": _("a lu le dossier par un accès exceptionnel"),
    "exceptional.ended": _("a mis fin à un accès exceptionnel"),
    "exceptional.reviewed": _("a relu un accès exceptionnel"),
    "finding.noted": _("a noté le diagnostic"),
    "goal.added": _("a ajouté un but"),
    "goal.changed": _("a reformulé un but"),
    "goal.reached": _("a noté un but atteint"),
    "goal.dropped": _("a abandonné un but"),
    "goal.open": _("a repris un but"),
    "step.added": _("a ajouté une étape"),
    "step.taken": _("a ajouté des étapes d'un modèle"),
    "template.added": _("a écrit un modèle de plan"),
    "template.changed": _("a modifié un modèle de plan"),
    "template.copied": _("a copié un modèle de plan"),
    "template.retired": _("a retiré un modèle de plan"),
    "template.restored": _("a remis un modèle de plan"),
    "template.step_added": _("a ajouté une étape à un modèle de plan"),
    "template.step_changed": _("a modifié une étape d'un modèle de plan"),
    "template.step_dropped": _("a retiré une étape d'un modèle de plan"),
    "template.told": _("a écrit un modèle de plan dans une autre langue"),
    "step.changed": _("a modifié une étape"),
    "step.moved": _("a changé l'état d'une étape"),
    "step.done": _("a noté une étape faite"),
    "step.dropped": _("a abandonné une étape"),
    "group_message.sent": _("a écrit à la personne, en même temps qu'à d'autres"),
    "group_message.taken_back": _("a annulé l'envoi d'un message à plusieurs personnes"),
    "group_message.read": _("a lu un message à plusieurs personnes"),
    "item.added": _("a ajouté une ligne à la liste"),
    "item.renamed": _("a renommé une ligne de la liste"),
    "item.merged": _("a fondu une ligne dans une autre"),
    "item.split": _("a divisé une ligne de la liste"),
    "item.retired": _("a retiré une ligne de la liste"),
    "item.restored": _("a remis une ligne de la liste"),
}
"""What the journal says of each act, after the name of who acted."""
LEVELS_MEANING = _(
    "Un frein fort empêche d'avancer aujourd'hui. Un frein léger ralentit. Levé : il l'était, il ne l'est plus."
    " Non exploré : vous n'en avez pas encore parlé."
)


def hours_in_words(count: int) -> str:
    """A number of hours as it is said: 4 heures."""
    return ngettext("%(n)s heure", "%(n)s heures", count) % {"n": count}
