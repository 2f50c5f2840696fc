"""Whom the proofs of an erased person speak of: sealed words, opened for a control."""

from typing import Any

from django.utils.translation import gettext as _

from levier.foundation.accounts.sealing import Broken, open_text
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.register.people.births import birth_of
from levier.register.people.models import Person, SealedProof
from levier.register.people.rules import OPEN_PROOFS

ABOUT = "people.person:{}"


def identity_in_words(person: Person) -> str:
    """Name and birth date: what an auditor compares with a paper."""
    return ", ".join(filter(None, [str(person), birth_of(person).text]))


def open_proof(actor: Actor, proof: SealedProof) -> str:
    """The sealed words. Raises Refused when they no longer open, or to whom may not open them."""
    demand_permission(actor, OPEN_PROOFS)
    try:
        return open_text(proof.sealed, about=ABOUT.format(proof.person_id))
    except Broken as error:
        raise Refused(_("Ces mots ne s'ouvrent plus : les clés de la maison ont changé depuis.")) from error


def proofs_kept(actor: Actor) -> Any:
    """Erased people whose proofs are still kept, the first to go first."""
    return SealedProof.objects.visible_to(actor).order_by("until", "pk")
