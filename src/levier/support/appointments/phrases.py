"""Words of the room that recur."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "appointments.read": _("a lu les rendez-vous"),
    "appointment.proposed": _("a proposé un rendez-vous"),
    "appointment.planned": _("a planifié un rendez-vous"),
    "appointment.joined": _("a inscrit la personne à une séance collective"),
    "group.opened": _("a ouvert une séance collective"),
    "group.changed": _("a modifié une séance collective"),
    "group.moved": _("a déplacé une séance collective"),
    "group.cancelled": _("a annulé une séance collective"),
    "group.read": _("a lu qui vient à une séance collective"),
    "appointment.invited": _("a envoyé le lien d'un rendez-vous"),
    "appointment.chosen": _("a transmis le moment choisi par la personne"),
    "appointment.moved": _("a déplacé un rendez-vous"),
    "appointment.sooner_asked": _("a noté que la personne attend un moment plus tôt"),
    "appointment.sooner_forgotten": _("a noté que la personne n'attend plus de moment plus tôt"),
    "appointment.sooner_offered": _("a proposé un moment plus tôt"),
    "appointment.sooner_taken": _("a noté qu'un moment plus tôt est accepté"),
    "appointment.sooner_declined": _("a noté qu'un moment plus tôt est refusé"),
    "appointment.sooner_withdrawn": _("a retiré un moment plus tôt"),
    "appointment.sooner_lapsed": _("a repris un moment plus tôt resté sans réponse"),
    "appointment.cancelled": _("a annulé un rendez-vous"),
    "appointment.closed": _("a clos un rendez-vous"),
    "appointment.confirmed": _("a noté un rendez-vous confirmé"),
    "appointment.reminded": _("a rappelé un rendez-vous à la personne"),
    "appointment.seen": _("a noté que la personne est venue"),
    "appointment.excused": _("a noté que la personne s'est excusée"),
    "appointment.missed": _("a noté que la personne n'est pas venue"),
    "appointment.taken_back": _("a repris la suite d'un rendez-vous"),
    "appointment.printed": _("a imprimé un rendez-vous"),
}
"""What the journal says of each act, after the name of who acted."""
