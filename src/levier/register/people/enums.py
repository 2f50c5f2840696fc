"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.languages import PARTICIPANTS


class Gender(models.TextChoices):
    """As the person says; unknown is not an answer but its absence."""

    WOMAN = "W", _("femme")
    MAN = "M", _("homme")
    NON_BINARY = "N", _("non binaire")
    UNKNOWN = "", _("non précisé")


class Level(models.TextChoices):
    """How well a person is known; each step keeps what came before."""

    ANONYMOUS = "anonymous", _("visite sans nom")
    FIRST_NAME = "first_name", _("prénom seulement")
    PARTICIPANT = "participant", _("nom connu")
    FULL = "full", _("fiche complète")


LADDER = tuple(Level.values)
"""From nameless to known, in order."""


class NameKind(models.TextChoices):
    """What another name is."""

    KNOWN_AS = "known_as", _("nom d'usage, surnom")
    BIRTH = "birth", _("nom de naissance")
    FORMER = "former", _("ancien nom")
    SPELLING = "spelling", _("autre écriture, autre alphabet")


class Speaking(models.TextChoices):
    """How well one speaks a language, in the words of the European framework."""

    MOTHER = "mother", _("langue maternelle")
    NONE = "none", _("ne parle pas")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Reading(models.TextChoices):
    """How well one reads a language."""

    NONE = "none", _("ne lit pas")
    WORDS = "words", _("quelques mots")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Whose(models.TextChoices):
    """Whose number or address it is."""

    SELF = "self", _("la personne")
    PARTNER = "partner", _("conjoint·e")
    CHILD = "child", _("enfant")
    RELATIVE = "relative", _("famille")
    NEIGHBOUR = "neighbour", _("voisin·e, ami·e")
    WORKER = "worker", _("travailleur social, maison d'accueil")
    OTHER = "other", _("autre")


class Channel(models.TextChoices):
    """How a person wishes to be reached."""

    ANY = "", _("sans préférence")
    CALL = "call", _("par téléphone")
    SMS = "sms", _("par SMS")
    MAIL = "mail", _("par mail")
    LETTER = "letter", _("par lettre, remise ou envoyée")


class Purpose(models.TextChoices):
    """What a mandate is for."""

    REFERRAL = "referral", _("orientation vers ce service")
    FOLLOWING = "following", _("suivi commun du parcours")
    JOB = "job", _("candidature à un emploi")
    RIGHTS = "rights", _("défense des droits")
    PROOF = "proof", _("preuve de présence ou de démarches")


class DataKind(models.TextChoices):
    """Kinds of data that a mandate may let go, each apart."""

    IDENTITY = "identity", _("nom et date de naissance")
    CONTACT = "contact", _("téléphone et adresse")
    SKILLS = "skills", _("CV et diplômes")
    PATHWAY = "pathway", _("objectifs et étapes")
    PRESENCE = "presence", _("présences")
    SOCIAL = "social", _("situation sociale")
    HEALTH = "health", _("effets de la santé sur le projet")


class Length(models.TextChoices):
    """How long a mandate holds."""

    DAY = "day", _("un jour")
    MONTH = "month", _("un mois")
    HALF = "half", _("six mois")
    YEAR = "year", _("un an")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("téléphone")
    MAIL = "mail", _("adresse mail")


class Scheme(models.TextChoices):
    """Where a number that names a person comes from."""

    WORKBOOK = "workbook", _("numéro dans le classeur d'un projet")


class PairState(models.TextChoices):
    """What was decided of two files that look alike."""

    WAITING = "waiting", _("à décider")
    APART = "apart", _("deux personnes")
    MERGED = "merged", _("réunies")


class ErasureReason(models.TextChoices):
    """Why a person is erased."""

    ASKED = "asked", _("la personne le demande")
    RETENTION = "retention", _("la durée de conservation est passée")
    MISTAKE = "mistake", _("la fiche a été créée par erreur")


LANGUAGES = tuple((one.code, one.name) for one in PARTICIPANTS)
"""Languages in which we can write to a person, each in its own word."""
