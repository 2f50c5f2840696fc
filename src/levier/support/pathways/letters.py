"""What is written to a partner about a referral: that there is one, and the link. Nothing of the person, not a name."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.registers import Letter
from levier.support.pathways.models import Referral

KIND = "pathways.referral"
PURPOSE = "referral"
"""The purpose of the links by which partners answer."""


def address_of(referral: Referral) -> str:
    """The full address of the page on which the partner answers, in the partner's language."""
    token = link_token(referral.organisation_id, PURPOSE, referral.pk, referral.expires_at)
    return f"{referral.site}{reverse('pathways:answer_by_link', args=[token])}?langue={referral.language}"


def letter_of(referral: Referral, *, is_reminder: bool) -> Letter:
    """The mail with the link, sealed because it opens a door; the reminder is another message."""
    house = Organisation.objects.get(pk=referral.organisation_id)
    with translation.override(referral.language):
        values = {"house": house.name, "day": formats.day(referral.expires_at), "url": address_of(referral)}
        if is_reminder:
            subject = _("Rappel : une personne attend votre réponse (%(house)s)") % values
            first = _("%(house)s vous a écrit au sujet d'une personne et n'a pas encore votre réponse.") % values
        else:
            subject = _("Une personne vous est adressée par %(house)s") % values
            first = _("%(house)s souhaite vous adresser une personne qu'elle accompagne.") % values
        body = _(
            "Bonjour,\n\n%(first)s\n\n"
            "Pour lire ce qui est demandé et répondre, sans compte ni mot de passe :\n%(url)s\n\n"
            "Le lien est valable jusqu'au %(day)s. Il montre des données personnelles : ne le transmettez qu'à qui doit"
            " répondre. Ce mail n'en contient aucune.\n"
        ) % {"first": first, **values}
    what = "reminder" if is_reminder else "sent"
    return Letter(
        kind=KIND,
        key=f"referral:{referral.pk}:{what}",
        address=referral.address,
        language=referral.language,
        subject=subject,
        body=body,
        is_secret=True,
    )
