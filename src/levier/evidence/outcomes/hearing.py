"""An accompaniment that ends is news for a project: its exit is somebody's to note."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo
from levier.register.people.models import Person


def heed_closing(*, by: Actor, person: Person, on: date, reason: str, situation: str, at: datetime) -> None:
    """Whoever ends an accompaniment is asked to note the exit of each project the person is still in.

    The exit itself is never noted here: a project may go on after an accompaniment, and its dates are proven apart.
    """
    if by.user_id is None:
        return
    running = Participation.objects.visible_to(by).filter(person=person, exit_on=None).select_related("project")
    for one in running.order_by("pk"):
        title = _("%(person)s est encore dans « %(project)s » ? Sinon, notez la sortie.") % {
            "person": person,
            "project": one.project.title,
        }
        link = reverse("outcomes:participation", args=[one.pk])
        add_todo(by=by, title=title[:150], due_on=on, about=reference(one), link=link, at=at)
