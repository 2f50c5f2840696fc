"""Papers of the room: the card of a visitor, passes, a mandate."""

from datetime import datetime

from django.utils.translation import gettext as _

from levier.activity.epn.models import GuestPass, HelpMandate, Space, VisitCard
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.paper import Block, Carded, Cards, Listing, Paper, Signatures, Text


def card_paper_of(actor: Actor, card: VisitCard, at: datetime) -> Paper:
    """One card to cut out: the first name, the digits, the same as a QR code."""
    house = _house(actor)
    name = card.person.first_name or card.person.last_name
    words = _("Montrez cette carte en entrant.")
    title = _("Carte de visite")
    return Paper(house, title, "", title, [Cards([Carded(name, str(card), words, card.code)])], at)


def passes_paper_of(actor: Actor, space: Space, passes: list[GuestPass], at: datetime) -> Paper:
    """A sheet of passes to cut out."""
    cards = [
        Carded(
            space.name,
            str(one),
            _("Pour une visite, jusqu'au %(day)s") % {"day": formats.day(one.expires_on, style="short")},
            one.code,
        )
        for one in passes
    ]
    title = _("Passes d'un jour")
    return Paper(_house(actor), title, space.name, title, [Cards(cards)], at)


def mandate_paper_of(actor: Actor, mandate: HelpMandate, at: datetime) -> Paper:
    """What the person allows, in the language of the page, with a place for two signatures."""
    house, person = _house(actor), mandate.person
    days = {"first": formats.day(mandate.made_on), "last": formats.day(mandate.ends_on)}
    helper = mandate.helper.name if mandate.helper else house
    title = _("Mandat pour une démarche en ligne")
    blocks: list[Block] = [
        Text(
            [
                _("%(person)s permet à %(helper)s (%(house)s) d'agir en son nom.")
                % {"person": person, "helper": helper, "house": house}
            ]
        ),
        Text([f"{mandate.topic} : {mandate.purpose}"], heading=_("Pour faire quoi")),
        Text([_("Du %(first)s au %(last)s.") % days], heading=_("Pendant combien de temps")),
        Listing(
            [
                _("La personne est présente, ou au téléphone."),
                _("Elle tape elle-même ses mots de passe et ses codes. Personne ne les note."),
                _("Elle peut reprendre cet accord à tout moment, sans dire pourquoi."),
            ],
            heading=_("À quelles conditions"),
        ),
        Signatures([str(person), helper], heading=_("Signatures"), on=_("Fait en deux exemplaires, le ……………………………")),
    ]
    return Paper(house, title, str(person), f"{title} · {person}", blocks, at)


def _house(actor: Actor) -> str:
    return str(Organisation.objects.get(pk=actor.organisation_id).name)
