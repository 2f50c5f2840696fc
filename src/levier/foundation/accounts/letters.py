"""The letters that accounts write: each in the language of who reads it."""

from datetime import datetime
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Invitation, Organisation, User
from levier.foundation.kit import formats
from levier.foundation.kit.registers import Letter


def invitation_letter(invitation: Invitation, *, organisation: Organisation, inviter: str, url: str) -> Letter:
    """The mail that brings the link, in the language of the organisation."""
    with translation.override(organisation.language):
        role = Role(invitation.role)
        body = _(
            "Bonjour,\n\n"
            "%(inviter)s vous invite à travailler dans Levier pour %(organisation)s.\n"
            "Votre rôle : %(role)s. %(sentence)s\n\n"
            "Pour entrer, ouvrez ce lien avant le %(day)s :\n%(url)s\n\n"
            "Ce lien est pour vous seul·e et ne sert qu'une fois. Vous n'attendiez pas cette invitation ?"
            " Ne faites rien : elle s'éteindra d'elle-même.\n"
        ) % {
            "inviter": inviter,
            "organisation": organisation.name,
            "role": role.label,
            "sentence": role.sentence,
            "day": formats.day(invitation.expires_at),
            "url": url,
        }
        subject = _("Votre invitation dans Levier, %(organisation)s") % {"organisation": organisation.name}
    return Letter(
        kind="accounts.invitation",
        key=f"invitation:{invitation.secret_hash}",
        address=invitation.email,
        language=organisation.language,
        subject=subject,
        body=body,
        is_secret=True,
    )


def reset_letter(user: User, *, organisation: Organisation, url: str) -> Letter:
    """The mail that lets somebody choose a new password."""
    with translation.override(user.language):
        body = _(
            "Bonjour,\n\n"
            "Quelqu'un, vous sans doute, a demandé un nouveau mot de passe pour votre compte Levier.\n"
            "Pour le choisir, ouvrez ce lien dans les deux heures :\n%(url)s\n\n"
            "Ce lien ne sert qu'une fois. Vous n'avez rien demandé ? Ne faites rien : rien ne change.\n"
        ) % {"url": url}
        subject = _("Votre nouveau mot de passe Levier")
    return Letter(
        kind="accounts.reset",
        key=f"reset:{sha256(url.encode()).hexdigest()}",
        address=user.email,
        language=user.language,
        subject=subject,
        body=body,
        is_secret=True,
    )


def password_changed_letter(user: User, *, at: datetime) -> Letter:
    """The mail that says that a password was changed, to the person who would know whether that is right."""
    with translation.override(user.language):
        body = _(
            "Bonjour,\n\n"
            "Le mot de passe de votre compte Levier a été changé le %(moment)s.\n"
            "Ce n'était pas vous ? Prévenez tout de suite la personne qui administre Levier dans votre association.\n"
        ) % {"moment": formats.moment(at)}
        subject = _("Votre mot de passe Levier a été changé")
    return Letter(
        kind="accounts.password_changed",
        key=f"password:{user.pk}:{at.timestamp():.6f}",
        address=user.email,
        language=user.language,
        subject=subject,
        body=body,
    )


def second_factor_reset_letter(user: User, *, by: str, at: datetime) -> Letter:
    """The mail that says that a double check was taken away, to the person who would know whether that is right."""
    with translation.override(user.language):
        body = _(
            "Bonjour,\n\n"
            "%(who)s a remis à zéro la double vérification de votre compte Levier le %(moment)s.\n"
            "À votre prochaine connexion, votre mot de passe suffit, puis Levier vous en fait choisir une nouvelle.\n"
            "Vous n'aviez rien demandé ? Parlez-en tout de suite à votre direction.\n"
        ) % {"who": by, "moment": formats.moment(at)}
        subject = _("Votre double vérification est à refaire")
    return Letter(
        kind="accounts.second_factor_reset",
        key=f"second-factor:{user.pk}:{at.timestamp():.6f}",
        address=user.email,
        language=user.language,
        subject=subject,
        body=body,
    )
