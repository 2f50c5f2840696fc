"""What other rooms ask of the agenda."""

from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.register.agenda.models import Todo
from levier.register.agenda.rules import KEEP_TASKS, own_todos


def asked_todos(actor: Actor) -> QuerySet[Todo]:
    """Tasks that this colleague gave to others."""
    rows: QuerySet[Todo] = Todo.objects.visible_to(actor).filter(asked_by=actor.user_id).exclude(owner=actor.user_id)
    return rows


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": tasks to do, those without a day today."""
    if not KEEP_TASKS.allows(actor):
        return []
    rows = own_todos(actor).filter(done_at=None).exclude(due_on__gt=until)
    return [
        DueItem(
            one.due_on or today,
            one.title,
            one.link or reverse("agenda:todos"),
            _("tâche"),
            detail=_("demandé par %(who)s") % {"who": one.asked_by}
            if one.asked_by_id not in (None, one.owner_id)
            else "",
            is_late=one.due_on is not None and one.due_on < today,
            done_url=reverse("agenda:done", args=[one.pk]),
            whole=reverse("agenda:todos"),
        )
        for one in rows.select_related("asked_by").order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST_DUE]
    ]


def done_lately(actor: Actor, today: date) -> QuerySet[Todo]:
    """Tasks done in the last two weeks, so that a slip of the mouse is undone."""
    return own_todos(actor).filter(done_at__date__gt=today - timedelta(days=14)).order_by("-done_at", "-pk")
