"""Words of the room that recur."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.keeping import Choice

ACTS = {
    "account.preferences": _("a changé ses préférences"),
    "account.session_ended": _("a fermé une de ses sessions"),
    "account.sessions_ended": _("a fermé toutes ses autres sessions"),
    "account.organisation_chosen": _("a choisi de travailler pour cette association"),
    "filters.kept": _("a gardé les filtres d'une liste"),
    "filters.changed": _("a renommé ou partagé une vue d'une liste"),
    "filters.dropped": _("a retiré une vue d'une liste"),
    "team.invited": _("a invité un·e collègue"),
    "team.invitation_resent": _("a renvoyé une invitation"),
    "team.invitation_revoked": _("a retiré une invitation"),
    "team.joined": _("a rejoint l'équipe"),
    "team.roles_changed": _("a changé les rôles de"),
    "team.suspended": _("a suspendu l'accès de"),
    "team.restored": _("a rétabli l'accès de"),
    "team.second_factor_reset": _("a remis à zéro la double vérification de"),
    "organisation.changed": _("a changé les réglages de l'association"),
    "organisation.setting_changed": _("a changé un réglage de l'association"),
    "organisation.old_let_go": _("a effacé ce que l'association ne garde plus"),
    "access.refused": _("s'est vu refuser un accès"),
    "house.opened": _("a ouvert la maison"),
    "house.demonstration": _("a installé la démonstration"),
}
"""What the journal says of each act, after the name of who acted."""

LETTERS = {
    "accounts.invitation": _("invitation d'un·e collègue"),
    "accounts.reset": _("nouveau mot de passe"),
    "accounts.password_changed": _("mot de passe changé"),
}
"""What each kind of letter of the room is."""

DEAD_INVITATION = _(
    "Cette invitation n'est plus valable : elle a servi, elle a été retirée ou son délai est passé."
    " Demandez-en une autre à la personne qui vous a invité·e."
)


def too_early(seconds: int) -> str:
    """What somebody reads who tries again before the wait is over; the right password works afterwards."""
    if seconds > 90:
        return gettext("Trop d'essais de suite. Attendez %(minutes)s minutes, puis recommencez.") % {
            "minutes": -(-seconds // 60)
        }
    return ngettext(
        "Trop d'essais de suite. Attendez %(seconds)s seconde, puis recommencez.",
        "Trop d'essais de suite. Attendez %(seconds)s secondes, puis recommencez.",
        seconds,
    ) % {"seconds": seconds}


def team_in_words(count: int) -> str:
    """How many work here."""
    return ngettext("%(count)s collègue", "%(count)s collègues", count) % {"count": count}


def invited_in_words(count: int) -> str:
    """How many invitations nobody has answered yet."""
    return (
        ngettext("%(count)s invitation", "%(count)s invitations", count) % {"count": count}
        if count
        else gettext("aucune")
    )


def kept_in_words(choice: Choice) -> str:
    """How long something is kept."""
    if choice.months is None:
        return gettext("tout est gardé")
    return months_in_words(choice.months)


def months_in_words(count: int) -> str:
    return gettext("%(count)s mois") % {"count": count}


def days_in_words(count: int) -> str:
    return ngettext("%(count)s jour", "%(count)s jours", count) % {"count": count}
