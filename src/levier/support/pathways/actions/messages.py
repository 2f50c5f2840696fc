"""One message is written to several people at once, and taken back while it has not left."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.actions import take_back
from levier.register.agenda.actions import add_todo, withdraw_todo
from levier.register.agenda.models import Todo
from levier.support.pathways.enums import BY_HAND, Reached
from levier.support.pathways.models import GroupMessage, GroupMessageTo, Pathway
from levier.support.pathways.reaching_all import Reach, reach_all
from levier.support.pathways.rules import WRITE_PATHWAYS, may_take_back

KIND = "pathways.group"


def signed(text: str, by: Actor, house: Organisation) -> str:
    """The text as it leaves: who writes, for whom, and the phone by which one answers."""
    return "\n".join([text, "", *filter(None, [by.name, house.name, house.phone])])


@transaction.atomic
def write_to_all(
    *, by: Actor, pathways: Iterable[Pathway], subject: str, text: str, language: str, at: datetime
) -> GroupMessage:
    """A mail to each of whom it is safe to write, in a message of their own; a task for oneself for each of the others.

    Whom no way reaches is left out, and the message keeps why. Raises Refused when it would reach nobody.
    """
    demand_permission(by, WRITE_PATHWAYS)
    keys = [one.pk for one in pathways]
    held = list(Pathway.objects.visible_to(by).filter(pk__in=keys).select_related("person").order_by("pk"))
    by_person = {one.person_id: one for one in held}
    reached = reach_all([one.person for one in by_person.values()], on=timezone.localdate(at))
    if all(one.way == Reached.NOT for one in reached):
        raise Refused(_("Ce message n'atteindrait personne : choisissez d'autres personnes dans la liste."))
    message = GroupMessage(
        organisation_id=by.organisation_id,
        subject=subject,
        text=text,
        language=language,
        made_at=at,
        made_by_id=by.user_id,
    )
    message.keep()
    body = signed(text, by, Organisation.objects.get(pk=by.organisation_id))
    for one in reached:
        row = GroupMessageTo(
            organisation_id=by.organisation_id, message=message, person=one.person, way=one.way, reason=one.reason
        )
        row.keep()
        if one.way == Reached.NOT:
            continue
        _pass_on(by, message, row, one, body, at)
        change = {"message": message.pk, "way": str(one.way)}
        record(by=by, verb="group_message.sent", object=reference(by_person[one.person.pk]), change=change, at=at)
    return message


@transaction.atomic
def take_back_message(*, by: Actor, message: GroupMessage, at: datetime) -> tuple[int, int]:
    """Stop what has not left: mails that wait, tasks that are not done; (people it no longer reaches, people it did).

    What has left stays said. Raises Refused for somebody else's message, or when all of it has left.
    """
    demand_permission(by, WRITE_PATHWAYS)
    demand(may_take_back(by, message))
    rows = list(message.recipients.exclude(way=Reached.NOT).select_related("person").order_by("pk"))
    prefetch_related_objects([one.person for one in rows], "contact_points")
    stopped = take_back(by=by, prefix=key_of(message), at=at)
    open_todos = {one.about: one for one in Todo.objects.visible_to(by).filter(done_at=None, about__in=about_of(rows))}
    count = 0
    for row in rows:
        todo = open_todos.get(reference(row))
        if todo:
            withdraw_todo(by=by, todo=todo, at=at)
        elif not stopped & {key_of(message, one.value) for one in row.person.contact_points.all()}:
            continue
        row.way, row.reason = Reached.NOT, _("Annulé avant l'envoi.")
        row.keep()
        count += 1
    if not count:
        raise Refused(_("Tout est déjà parti : il n'y a plus rien à annuler."))
    change = {"stopped": count, "left": len(rows) - count}
    record(by=by, verb="group_message.taken_back", object=reference(message), change=change, at=at)
    return count, len(rows) - count


def key_of(message: GroupMessage, address: str = "") -> str:
    """The key of its mail to one address, or how the keys of all its mails begin.

    Two people with one mailbox have one key, so that one mail leaves. The address itself stands in no key.
    """
    box = sha256(address.casefold().encode()).hexdigest()[:16] if address else ""
    return f"{KIND}:{message.pk}:{box}"


def about_of(rows: Iterable[GroupMessageTo]) -> list[str]:
    """What the tasks of these recipients are about."""
    return [reference(one) for one in rows if one.way in BY_HAND]


def _pass_on(by: Actor, message: GroupMessage, row: GroupMessageTo, reach: Reach, body: str, at: datetime) -> None:
    if reach.way == Reached.MAIL:
        words = (reach.address, message.language, message.subject, body)
        mail = Letter(KIND, key_of(message, reach.address), *words)
        for carry in carriers:
            carry(by=by, letter=mail, at=at)
    elif reach.way in BY_HAND:
        link = f"{reverse('pathways:group_message', args=[message.pk])}#pour-{row.pk}"
        title = _("Transmettre un message %(how)s : %(subject)s") % {
            "how": row.get_way_display(),
            "subject": message.subject,
        }
        add_todo(by=by, title=title[:200], due_on=timezone.localdate(at), about=reference(row), link=link, at=at)
