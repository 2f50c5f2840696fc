"""A person's identity, contact points, mandates, photo, the numbers others know them by; pairs, merges, erasures."""

from levier.register.people.models.contacts import ContactPoint, KnownNumber, NationalNumber
from levier.register.people.models.files import Merge, Pair, SealedProof
from levier.register.people.models.mandates import Mandate
from levier.register.people.models.person import LanguageSkill, NameInUse, OtherName, Person
from levier.register.people.models.photos import Photo

__all__ = [
    "ContactPoint",
    "KnownNumber",
    "LanguageSkill",
    "Mandate",
    "Merge",
    "NameInUse",
    "NationalNumber",
    "OtherName",
    "Pair",
    "Person",
    "Photo",
    "SealedProof",
]
