"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ACTS = {
    "activity.created": _("a créé une activité"),
    "activity.changed": _("a modifié une activité"),
    "activity.part": _("a dit la part d'un partenaire dans une activité"),
    "activity.planned": _("a planifié des séances"),
    "activity.enrolled": _("a inscrit des personnes à une activité"),
    "activity.left": _("a noté la fin d'une inscription"),
    "activity.waits": _("a mis une personne sur la liste d'attente d'une activité"),
    "activity.waits_first": _("a fait passer une personne en premier sur une liste d'attente"),
    "activity.waits_no_more": _("a retiré une personne d'une liste d'attente"),
    "activity.seat_offered": _("a proposé une place à une personne qui attendait"),
    "activity.seat_declined": _("a noté qu'une place proposée est refusée"),
    "activity.seat_lapsed": _("a repris une place proposée restée sans réponse"),
    "session.stood_in": _("a ajouté des personnes à une seule séance, sur des places vides"),
    "activity_model.added": _("a écrit un modèle d'activité"),
    "activity_model.changed": _("a modifié un modèle d'activité"),
    "activity_model.retired": _("a retiré un modèle d'activité"),
    "activity_model.restored": _("a repris un modèle d'activité"),
    "session.told": _("a prévenu les personnes attendues à une séance"),
    "session.counted": _("a compté le public d'une séance"),
    "notice.told": _("a noté qu'une personne est prévenue"),
    "notices.read": _("a lu qui est à prévenir d'une séance, et qui vient"),
    "session.reminded": _("a rappelé une séance aux personnes attendues"),
    "reminder.answered": _("a noté si une personne vient à une séance"),
    "session.changed": _("a déplacé une séance"),
    "session.cancelled": _("a annulé une séance"),
    "activity.read": _("a lu qui est inscrit à une activité"),
    "session.read": _("a lu la feuille d'une séance"),
    "attendance.noted": _("a noté des présences"),
    "attendance.taken_back": _("a annulé une présence touchée par erreur sur la tablette"),
    "session.door_opened": _("a ouvert la tablette à la porte d'une séance"),
    "activity.passes_printed": _("a imprimé les cartes de présence d'une activité"),
    "session.door_closed": _("a fermé la tablette à la porte d'une séance"),
    "absence.signalled": _("a signalé une absence à qui accompagne la personne"),
    "partner_link.made": _("a donné à un partenaire un lien pour inscrire des personnes"),
    "partner_link.revoked": _("a retiré le lien d'un partenaire"),
    "partner_link.shown": _("a montré à un partenaire ce qu'il a demandé par son lien"),
    "partner_request.sent": _("a proposé une personne par le lien d'un partenaire"),
    "partner_request.accepted": _("a accepté une personne proposée par un partenaire"),
    "partner_request.refused": _("a refusé une personne proposée par un partenaire"),
    "partner_request.forgotten": _("a effacé des demandes de partenaires restées sans suite"),
    "partner_requests.read": _("a lu les demandes des partenaires pour une activité"),
    "activity.quota": _("a changé les places réservées d'une activité"),
    "survey.opened": _("a ouvert l'avis des personnes sur une activité"),
    "survey.typed": _("a tapé des avis donnés sur papier"),
    "attendance.closed": _("a terminé la feuille d'une séance"),
}
"""What the journal says of each act, after the name of who acted."""


def absences_in_words(count: int) -> str:
    """A number of absences in a row, in words."""
    return ngettext("%(n)s absence", "%(n)s absences de suite", count) % {"n": count}
