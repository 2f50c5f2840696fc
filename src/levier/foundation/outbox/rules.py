"""Who sees what leaves, and who settles what does not."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import YES, Decision, permission
from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message

SEE_MESSAGES = permission(
    "outbox.see",
    _("voir les messages qui sont partis, attendent ou ont échoué"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.ADMINISTRATOR),
)
SETTLE_MESSAGES = permission(
    "outbox.settle",
    _("réessayer d'envoyer un message, ou l'abandonner"),
    roles=(Role.DIRECTION, Role.ADMINISTRATOR),
)


def may_try_again(message: Message) -> Decision:
    """What has left is not sent again, and a text that is erased cannot be."""
    if message.state == State.SENT:
        return Decision(False, _("Ce message est parti : il ne part pas deux fois."))
    if message.state == State.SENDING:
        return Decision(False, _("Ce message est en train de partir : attendez un instant."))
    if message.is_secret and not message.body:
        return Decision(
            False, _("Ce message portait un lien personnel, effacé depuis : refaites l'invitation ou la demande.")
        )
    return YES


def may_give_up(message: Message) -> Decision:
    """Only what has not left can be given up."""
    if message.state == State.SENT:
        return Decision(False, _("Ce message est déjà parti."))
    if message.state == State.SENDING:
        return Decision(False, _("Ce message est en train de partir : attendez un instant."))
    if message.state == State.GIVEN_UP:
        return Decision(False, _("Ce message est déjà abandonné."))
    return YES
