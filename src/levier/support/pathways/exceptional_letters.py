"""What is written to colleagues when a file was opened exceptionally: by whom, and where to read why."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.kit import formats
from levier.foundation.kit.registers import Letter
from levier.support.pathways.models import ExceptionalAccess

KIND = "pathways.exceptional_access"


def letter_of(access: ExceptionalAccess, reader: User, site: str) -> Letter:
    """The mail to one colleague, in their language; nothing of the person stands in it."""
    with translation.override(reader.language):
        values = {
            "who": access.user,
            "end": formats.moment(access.until),
            "url": f"{site}{reverse('pathways:access', args=[access.pk])}",
        }
        subject = _("Un dossier a été ouvert exceptionnellement par %(who)s") % values
        body = (
            _(
                "Bonjour,\n\n%(who)s a ouvert le dossier d'une personne que vous suivez ou dont vous coordonnez le"
                " suivi, en donnant une raison. L'accès se ferme seul : %(end)s.\n\n"
                "Pour savoir de qui il s'agit et pourquoi, et y mettre fin s'il le faut :\n%(url)s\n"
            )
            % values
        )
    return Letter(
        kind=KIND,
        key=f"access:{access.pk}:{reader.pk}",
        address=reader.email,
        language=reader.language,
        subject=subject,
        body=body,
    )
