"""Who may meet an accompaniment, and what of it."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import CASE_WORKERS, FLOOR, Role
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import YES, Decision, permission
from levier.register.people.models import Person
from levier.support.pathways.enums import Audience
from levier.support.pathways.models import ExceptionalAccess, GroupMessage, Note, Referent, Referral

SEE_PATHWAYS = permission(
    "pathways.see", _("lire l'accompagnement d'une personne : diagnostic, plan, collègues"), roles=CASE_WORKERS
)
WRITE_PATHWAYS = permission(
    "pathways.write", _("accompagner une personne : noter le diagnostic, les buts et les étapes"), roles=CASE_WORKERS
)
LEAD_PATHWAYS = permission(
    "pathways.lead",
    _("confier des personnes à un ou une collègue, et suivre la charge de chacun"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
EDIT_ITEMS = permission(
    "pathways.edit_items",
    _("changer la liste des freins, des faits et des atouts"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
EDIT_TEMPLATES = permission(
    "pathways.edit_templates",
    _("écrire les modèles de plan et de note de l'équipe"),
    roles=CASE_WORKERS,
)
OPEN_EXCEPTIONALLY = permission(
    "pathways.open_exceptionally",
    _("demander, avec une raison écrite, à lire quelques heures un dossier qui ne vous est pas ouvert"),
    roles=(*CASE_WORKERS, *FLOOR),
)
REVIEW_ACCESS = permission(
    "pathways.review_access",
    _("relire les accès exceptionnels aux dossiers, et y mettre fin"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
IMPORT_PATHWAYS = permission(
    "pathways.import",
    _("importer par classeur les accompagnements et les diagnostics de l'association"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
LEAD = frozenset((Role.DIRECTION, Role.COORDINATION))


def meets_restricted(actor: Actor, person: Person) -> Decision:
    """Restricted items are read by the person's own colleagues, and by who leads the team."""
    if actor.is_house or actor.roles & LEAD:
        return YES
    return Decision(
        _accompanies(actor, person).exists(),
        _("Seuls les collègues qui accompagnent cette personne lisent ce qui est réservé."),
    )


def read_by(actor: Actor, person: Person) -> Q:
    """The same rule within a query on findings of one person: those that this colleague may read."""
    if actor.is_house or actor.roles & LEAD:
        return Q()
    return Q(item__is_restricted=False) | Q(Exists(_accompanies(actor, person)))


def _accompanies(actor: Actor, person: Person) -> QuerySet[Referent]:
    rows: QuerySet[Referent] = Referent.objects.visible_to(actor).filter(
        pathway__person=person, user=actor.user_id, ended_on=None
    )
    return rows


def notes_met(actor: Actor) -> Q:
    """Within a query on notes of anybody: those that this colleague may read.

    One's own; the team's; and those for a person's colleagues when one is one of them today, or leads the team.
    """
    mine = Q(author=actor.user_id) if actor.user_id else Q()
    restricted = Q(audience=Audience.RESTRICTED)
    if not (actor.is_house or actor.roles & LEAD):
        theirs = Referent.objects.visible_to(actor).filter(user=actor.user_id, ended_on=None)
        restricted &= Q(Exists(theirs.filter(pathway__person=OuterRef("person"))))
    return mine | Q(audience=Audience.TEAM) | restricted


def own_note(actor: Actor, note: Note) -> Decision:
    """A note is put right by whoever wrote it."""
    is_own = actor.user_id is not None and note.author_id == actor.user_id
    return Decision(is_own, _("Cette note est d'une ou d'un collègue : écrivez la vôtre."))


def may_take_back(actor: Actor, message: GroupMessage) -> Decision:
    """A message is taken back by whoever wrote it: the tasks that it made are theirs."""
    is_own = actor.user_id is not None and message.made_by_id == actor.user_id
    return Decision(is_own, _("Seule la personne qui a écrit ce message peut l'annuler."))


def may_answer(referral: Referral) -> Decision:
    """A referral is answered once, while it stands; a late answer, told by phone, is noted all the same."""
    if referral.withdrawn_at is not None:
        return Decision(False, _("Cette orientation a été retirée : il n'y a plus rien à répondre."))
    return Decision(not referral.answer, _("Cette orientation a déjà reçu une réponse."))


def may_withdraw(referral: Referral) -> Decision:
    """What was answered stays; what was withdrawn is so already."""
    if referral.withdrawn_at is not None:
        return Decision(False, _("Cette orientation est déjà retirée."))
    return Decision(not referral.answer, _("Cette orientation a reçu une réponse : elle reste."))


def may_open_exceptionally(actor: Actor, person: Person) -> Decision:
    """A file is opened exceptionally to who does not read all of it anyway."""
    reads = SEE_PATHWAYS.allows(actor) and bool(meets_restricted(actor, person))
    return Decision(
        not reads and actor.user_id is not None, _("Vous lisez déjà ce dossier : aucun accès exceptionnel n'est utile.")
    )


def may_end_access(actor: Actor, access: ExceptionalAccess) -> Decision:
    """Whoever opened a file closes it, and whoever leads the team."""
    return Decision(
        access.user_id == actor.user_id or REVIEW_ACCESS.allows(actor),
        _("Cet accès est d'une ou d'un collègue : la coordination peut y mettre fin."),
    )


def may_review_access(actor: Actor, access: ExceptionalAccess) -> Decision:
    """Nobody reads over their own access; one reads it over once."""
    if access.user_id == actor.user_id:
        return Decision(False, _("On ne relit pas son propre accès."))
    return Decision(access.reviewed_at is None, _("Cet accès a déjà été relu."))


def accesses_met(actor: Actor) -> Q:
    """Within a query on accesses: all for who reads them over; else one's own, and those to one's people's files."""
    if REVIEW_ACCESS.allows(actor):
        return Q()
    theirs = Referent.objects.visible_to(actor).filter(user=actor.user_id, ended_on=None)
    return Q(user=actor.user_id) | Q(Exists(theirs.filter(pathway__person=OuterRef("person"))))
