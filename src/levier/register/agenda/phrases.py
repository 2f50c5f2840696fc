"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "todo.added": _("a noté une tâche"),
    "todo.changed": _("a modifié une tâche"),
    "todo.withdrawn": _("a retiré une tâche"),
    "todo.done": _("a noté qu'une tâche est faite"),
    "todo.reopened": _("a remis une tâche à faire"),
}
"""What the journal says of each act, after the name of who acted."""
