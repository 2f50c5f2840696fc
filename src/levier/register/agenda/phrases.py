"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "todo.added": _("a noté une tâche"),
    "todo.changed": _("a modifié une tâche"),
    "todo.withdrawn": _("a retiré une tâche"),
    "todo.done": _("a noté qu'une tâche est faite"),
    "todo.reopened": _("a remis une tâche à faire"),
    "opening.added": _("a ouvert une plage de rendez-vous"),
    "opening.changed": _("a modifié une plage de rendez-vous"),
    "opening.ended": _("a arrêté une plage de rendez-vous"),
    "opening.otherwise": _("a noté des jours où c'est autrement"),
    "opening.as_usual": _("a retiré des jours où c'était autrement"),
    "resource.added": _("a ajouté une salle ou du matériel à réserver"),
    "resource.changed": _("a modifié une salle ou du matériel à réserver"),
    "resource.retired": _("a retiré une salle ou du matériel à réserver"),
    "resource.booked": _("a réservé une salle ou du matériel"),
    "resource.given_back": _("a rendu une salle ou du matériel"),
    "booking.made": _("a réservé du temps dans un agenda"),
}
"""What the journal says of each act, after the name of who acted."""
