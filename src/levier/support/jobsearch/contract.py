"""The individual contract on paper: what both sides agree on, with a place for two signatures."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.languages import read_by
from levier.foundation.kit.paper import Beside, Block, Listing, Paper, Signatures, Text
from levier.support.jobsearch.models import Contract
from levier.support.pathways.queries import titles_told


def contract_paper(actor: Actor, contract: Contract, at: datetime) -> Paper:
    """The contract as an A4 paper in the language of the person, with the French text, which binds, beside it.

    The French side is whole, because it binds. What both agreed in their own words stands on the other side as it was
    written, unless it came from a template of plans, which is told in the person's language.
    """
    house = Organisation.objects.get(pk=actor.organisation_id)
    person, said_in = contract.person, read_by(contract.person.language)
    with translation.override("fr"):
        french, name = _fixed(contract, house), _name()
    with translation.override(said_in):
        theirs, title = _fixed(contract, house), _name()
    beside = theirs if said_in == "fr" else [Beside(*pair) for pair in zip(theirs, french, strict=True)]
    parties, goal, person_does, house_does, length, signing = beside
    known = titles_told(actor, person, said_in) if said_in != "fr" else {}
    blocks: list[Block] = [
        parties,
        goal,
        Text([contract.goal]) if said_in == "fr" else _agreed([contract.goal], known),
        person_does,
        *_promised(contract.person_does, said_in, known),
        house_does,
        *_promised(contract.house_does, said_in, known),
        length,
        signing,
        Signatures([str(person), house.name], on=""),
    ]
    under = str(person) if said_in == "fr" else f"{name} · {person}"
    return Paper(house.name, title, under, f"{title} · {person}", blocks, at, language=said_in)


def _promised(text: str, said_in: str, known: dict[str, str]) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    return [Listing(lines) if said_in == "fr" else _agreed(lines, known, sign="– ")]


def _agreed(lines: list[str], known: dict[str, str], sign: str = "") -> Beside:
    """What is agreed, in the person's language where it is `known` in it, beside what was written."""
    return Beside(Text([sign + known.get(line, line) for line in lines]), Text([sign + line for line in lines]))


def _name() -> str:
    return _("Contrat de projet professionnel")


def _fixed(contract: Contract, house: Organisation) -> list[Text]:
    """What every contract says, in the language now spoken; in another than French, which of the two binds."""
    days = {"first": formats.day(contract.starts_on), "last": formats.day(contract.ends_on)}
    parties = [_("Entre %(house)s et %(name)s.") % {"house": house.name, "name": contract.person}]
    signing = [_signed(contract)]
    if read_by(contract.person.language) != "fr":
        parties.append(_("Les deux textes disent la même chose. C'est le texte français qui engage."))
        signing.insert(0, _("Ce contrat m'a été lu ou traduit par : ……………………………"))
    return [
        Text(parties),
        Text([], heading=_("Le projet convenu")),
        Text([], heading=_("La personne s'engage à")),
        Text([], heading=_("Nous nous engageons à")),
        Text(
            [_("Du %(first)s au %(last)s.") % days, _("Chacun peut demander de revoir ce contrat à tout moment.")],
            heading=_("Pour combien de temps"),
        ),
        Text(signing, heading=_("Signatures")),
    ]


def _signed(contract: Contract) -> str:
    if contract.signed_on:
        return _("Signé le %(day)s") % {"day": formats.day(contract.signed_on)}
    return _("Fait en deux exemplaires, le ……………………………")
