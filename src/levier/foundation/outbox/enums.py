"""Words of the room: where a message stands, and why it did not leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("à envoyer")
    SENDING = "sending", _("en train de partir")
    SENT = "sent", _("envoyé")
    FAILED = "failed", _("échec, sera réessayé")
    GIVEN_UP = "given_up", _("abandonné")


NOT_LEFT = (State.WAITING, State.FAILED)
"""Nothing of it is on its way."""


class Failure(models.TextChoices):
    """Why a message did not leave, in few words; `sentence` says what to do."""

    ADDRESS = "address", _("adresse mal écrite")
    REFUSED = "refused", _("adresse refusée")
    LATER = "later", _("boîte pleine ou occupée")
    CONTENT = "content", _("message refusé")
    SENDER = "sender", _("compte d'envoi refusé")
    UNREACHABLE = "unreachable", _("serveur injoignable")
    SLOW = "slow", _("serveur trop lent")
    SETTINGS = "settings", _("mail mal réglé")
    GATEWAY = "gateway", _("SMS refusé")
    UNREADABLE = "unreadable", _("texte fermé par d'autres clés")
    OTHER = "other", _("raison inconnue")

    @property
    def sentence(self) -> object:
        return _SENTENCES[self]


_SENTENCES = {
    Failure.ADDRESS: _("Cette adresse n'est pas une adresse de mail : corrigez-la là où elle est notée."),
    Failure.REFUSED: _(
        "Le serveur de mail refuse cette adresse pour de bon : elle n'existe sans doute plus. Demandez la nouvelle."
    ),
    Failure.LATER: _(
        "La boîte de cette adresse n'accepte rien pour le moment : elle est pleine ou elle fait attendre."
    ),
    Failure.CONTENT: _("Le serveur de mail refuse ce message-ci : montrez-le à qui gère votre mail."),
    Failure.SENDER: _(
        "Le serveur de mail refuse le compte de Levier : vérifiez son nom, son mot de passe et son adresse d'envoi."
    ),
    Failure.UNREACHABLE: _("Le serveur de mail est injoignable : vérifiez son adresse et le réseau."),
    Failure.SLOW: _("Le serveur de mail n'a pas répondu à temps : s'il reste lent, prévenez qui gère votre mail."),
    Failure.SETTINGS: _("L'envoi du mail est mal réglé sur cette machine : « levier doctor » dit quoi faire."),
    Failure.GATEWAY: _("Le service de SMS n'a pas pris ce message : vérifiez le numéro, et le réglage du service."),
    Failure.UNREADABLE: _(
        "Le texte ne s'ouvre plus : les clés de la maison ont changé depuis. Refaites l'invitation ou la demande."
    ),
    Failure.OTHER: _("L'envoi a échoué sans autre explication ; le journal technique en garde la trace."),
}
FOR_GOOD = frozenset({Failure.ADDRESS, Failure.REFUSED, Failure.UNREADABLE})
"""Trying again would change nothing."""
OF_ALL = frozenset({Failure.SENDER, Failure.UNREACHABLE, Failure.SLOW, Failure.SETTINGS})
"""It is not about this message: the others would fail likewise."""
