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


class Failure(models.TextChoices):
    """Why a message did not leave, in words that say what to do."""

    ADDRESS = "address", _("Cette adresse n'est pas une adresse de mail : corrigez-la là où elle est notée.")
    REFUSED = (
        "refused",
        _("Le serveur de mail refuse cette adresse pour de bon : elle n'existe sans doute plus. Demandez la nouvelle."),
    )
    LATER = (
        "later",
        _("La boîte de cette adresse n'accepte rien pour le moment : elle est pleine ou elle fait attendre."),
    )
    CONTENT = "content", _("Le serveur de mail refuse ce message-ci : montrez-le à qui gère votre mail.")
    SENDER = (
        "sender",
        _("Le serveur de mail refuse le compte de Levier : vérifiez son nom, son mot de passe et son adresse d'envoi."),
    )
    UNREACHABLE = "unreachable", _("Le serveur de mail est injoignable : vérifiez son adresse et le réseau.")
    SLOW = "slow", _("Le serveur de mail n'a pas répondu à temps.")
    SETTINGS = "settings", _("L'envoi du mail est mal réglé sur cette machine : « levier doctor » dit quoi faire.")
    UNREADABLE = (
        "unreadable",
        _("Le texte ne s'ouvre plus : les clés de la maison ont changé depuis. Refaites la demande."),
    )
    OTHER = "other", _("L'envoi a échoué sans autre explication ; le journal technique en garde la trace.")


FOR_GOOD = frozenset({Failure.ADDRESS, Failure.REFUSED, Failure.UNREADABLE})
"""Trying again would change nothing."""
OF_ALL = frozenset({Failure.SENDER, Failure.UNREACHABLE, Failure.SLOW, Failure.SETTINGS})
"""It is not about this message: the others would fail likewise."""
