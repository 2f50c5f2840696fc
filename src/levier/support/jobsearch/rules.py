"""Who may meet a search for work: the colleagues who read an accompaniment, by the rules of `pathways`."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import CASE_WORKERS, Role
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Decision, permission
from levier.support.jobsearch.models import Contract, Conversation

SEE_SEARCH = permission(
    "jobsearch.see",
    _("lire la recherche d'emploi d'une personne : candidatures, appels, CV, contrat"),
    roles=CASE_WORKERS,
)
WRITE_SEARCH = permission(
    "jobsearch.write",
    _("noter une candidature, un appel, un CV, un contrat ou un interprète, et cocher ce qui est encodé à Actiris"),
    roles=CASE_WORKERS,
)
SEE_ACTS = permission(
    "jobsearch.see_acts",
    _("lire, semaine par semaine, les actes encodés à Actiris et ceux qui restent à encoder"),
    roles=(*CASE_WORKERS, Role.AUDITOR),
)
SEE_ALL_ACTS = permission(
    "jobsearch.see_all_acts",
    _("lire les actes de toute l'équipe, et pas seulement les siens"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.AUDITOR),
)


def own_conversation(actor: Actor, conversation: Conversation) -> Decision:
    """A call or a message is put right by whoever logged it, as a note is."""
    is_own = actor.user_id is not None and conversation.author_id == actor.user_id
    return Decision(is_own, _("Cette ligne est d'une ou d'un collègue : écrivez la vôtre."))


def may_reword(contract: Contract) -> Decision:
    """What two people signed is not changed afterwards."""
    return Decision(
        contract.signed_on is None,
        _("Ce contrat est signé : reprenez d'abord la signature, ou faites-en un autre."),
    )
