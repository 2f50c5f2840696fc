"""One message is written to several people at once."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo
from levier.support.pathways.enums import BY_HAND, Reached
from levier.support.pathways.models import GroupMessage, GroupMessageTo, Pathway
from levier.support.pathways.reaching_all import Reach, reach_all
from levier.support.pathways.rules import WRITE_PATHWAYS

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


def _pass_on(by: Actor, message: GroupMessage, row: GroupMessageTo, reach: Reach, body: str, at: datetime) -> None:
    if reach.way == Reached.MAIL:
        # Two people with one mailbox have one key, so that one mail leaves. The address itself stands in no key.
        box = sha256(reach.address.casefold().encode()).hexdigest()[:16]
        mail = Letter(KIND, f"{KIND}:{message.pk}:{box}", reach.address, message.language, message.subject, body)
        for carry in carriers:
            carry(by=by, letter=mail, at=at)
    elif reach.way in BY_HAND:
        link = f"{reverse('pathways:group_message', args=[message.pk])}#pour-{row.pk}"
        title = _("Transmettre un message %(how)s : %(subject)s") % {
            "how": row.get_way_display(),
            "subject": message.subject,
        }
        add_todo(by=by, title=title[:200], due_on=timezone.localdate(at), about=reference(row), link=link, at=at)
