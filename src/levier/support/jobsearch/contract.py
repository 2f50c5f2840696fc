"""The individual contract on paper: what both sides agree on, with a place for two signatures."""

from datetime import datetime

from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.paper import Block, Listing, Paper, Signatures, Text
from levier.support.jobsearch.models import Contract


def contract_paper(actor: Actor, contract: Contract, at: datetime) -> Paper:
    """The contract as an A4 paper, in the language of the page: both sides read what they sign together."""
    house = Organisation.objects.get(pk=actor.organisation_id)
    person = contract.person
    days = {"first": formats.day(contract.starts_on), "last": formats.day(contract.ends_on)}
    blocks: list[Block] = [
        Text([_("Entre %(house)s et %(name)s.") % {"house": house.name, "name": person}]),
        Text([contract.goal], heading=_("Le projet convenu")),
        Listing(_lines(contract.person_does), heading=_("La personne s'engage à")),
        Listing(_lines(contract.house_does), heading=_("Nous nous engageons à")),
        Text(
            [_("Du %(first)s au %(last)s.") % days, _("Chacun peut demander de revoir ce contrat à tout moment.")],
            heading=_("Pour combien de temps"),
        ),
        Signatures([str(person), house.name], heading=_("Signatures"), on=_signed(contract)),
    ]
    title = _("Contrat de projet professionnel")
    return Paper(house.name, title, str(person), f"{title} · {person}", blocks, at)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _signed(contract: Contract) -> str:
    if contract.signed_on:
        return _("Signé le %(day)s") % {"day": formats.day(contract.signed_on)}
    return _("Fait en deux exemplaires, le ……………………………")
