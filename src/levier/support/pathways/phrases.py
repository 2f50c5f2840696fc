"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

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
    "finding.noted": _("a noté le diagnostic"),
    "goal.added": _("a ajouté un but"),
    "goal.changed": _("a reformulé un but"),
    "goal.reached": _("a noté un but atteint"),
    "goal.dropped": _("a abandonné un but"),
    "goal.open": _("a repris un but"),
    "step.added": _("a ajouté une étape"),
    "step.changed": _("a modifié une étape"),
    "step.moved": _("a changé l'état d'une étape"),
    "step.done": _("a noté une étape faite"),
    "step.dropped": _("a abandonné une étape"),
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
