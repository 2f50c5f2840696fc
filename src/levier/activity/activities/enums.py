"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    WORKSHOP = "workshop", _("atelier")
    ORIENTATION = "orientation", _("atelier d'orientation professionnelle")
    COURSE = "course", _("formation")
    LITERACY = "literacy", _("alphabétisation")
    DIGITAL = "digital", _("alphabétisation numérique")
    OPEN = "open", _("activité ouverte")
    COLLECTIVE = "collective", _("collectif")
    INDIVIDUAL = "individual", _("accompagnement individuel")
    OUTING = "outing", _("sortie")
    EVENT = "event", _("événement public")
    PUBLICATION = "publication", _("publication")


FOR_THE_PUBLIC = (ActivityKind.EVENT, ActivityKind.PUBLICATION)
"""Whoever comes or reads is counted, never named."""


class LanguageLevel(models.TextChoices):
    """What one needs of the language of an activity to take part."""

    NONE = "none", _("aucune connaissance demandée")
    SPEAKS = "speaks", _("se débrouiller à l'oral")
    A1 = "a1", _("A1, débutant")
    A2 = "a2", _("A2, élémentaire")
    B1 = "b1", _("B1, autonome")


class NoticeKind(models.TextChoices):
    """Why people expected at a session are told of it."""

    CANCELLED = "cancelled", _("séance annulée")
    MOVED = "moved", _("séance déplacée")
    REMINDER = "reminder", _("rappel de la séance")


class Reply(models.TextChoices):
    """What somebody says to a reminder; "" is nothing yet."""

    COMING = "coming", _("vient")
    NOT_COMING = "not_coming", _("ne vient pas")


class Reminds(models.IntegerChoices):
    """How many working days before each session those expected are reminded of it."""

    NEVER = 0, _("pas de rappel")
    DAY_BEFORE = 1, _("le jour ouvrable d'avant")
    TWO_DAYS_BEFORE = 2, _("deux jours ouvrables avant")


class SessionKind(models.TextChoices):
    """A session is a moment; a monthly total stands for a month whose sessions are not known one by one."""

    MOMENT = "moment", _("séance")
    MONTH = "month", _("total d'un mois, repris d'un classeur")


class Presence(models.TextChoices):
    """Closing a sheet refuses a name without an answer."""

    PRESENT = "present", _("présent")
    LATE = "late", _("en retard")
    LEFT = "left", _("parti plus tôt")
    EXCUSED = "excused", _("excusé")
    ABSENT = "absent", _("absent")
    NOT_EXPECTED = "not_expected", _("pas attendu")


CAME = (Presence.PRESENT, Presence.LATE, Presence.LEFT)
"""Who was there; only they have minutes."""
NOT_WHOLE = (Presence.LATE, Presence.LEFT)


class Source(models.TextChoices):
    SCREEN = "screen", _("saisi à l'écran")
    SHEET = "sheet", _("repris de la feuille signée")
    TABLET = "tablet", _("touché sur la tablette")
    QR = "qr", _("lu sur le code QR de la carte")
    IMPORT = "import", _("repris d'un fichier")


AT_THE_DOOR = (Source.TABLET, Source.QR)
"""What people do themselves as they come in; the moment is the one of the clock."""


class WaitingEnd(models.TextChoices):
    """Why somebody waits for a place no more."""

    SEATED = "seated", _("a pris la place")
    DECLINED = "declined", _("a laissé la place")
    LAPSED = "lapsed", _("n'a pas répondu à temps")
    GONE = "gone", _("n'attend plus")


class RequestState(models.TextChoices):
    """What became of somebody whom a partner proposed."""

    OPEN = "open", _("à traiter")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")


class Public(models.TextChoices):
    """For whom places are kept, or who passes first: known by what is noted of each person."""

    PROJECT = "project", _("personnes qui participent au projet")
    PARTNER = "partner", _("personnes inscrites par un partenaire")
    WOMEN = "women", _("femmes")
    YOUNG = "young", _("moins de 30 ans")
    SENIOR = "senior", _("45 ans et plus")
    LONG = "long", _("sans emploi depuis un an ou plus")


class Face(models.TextChoices):
    """A pictogram that one touches; NONE is a question left without one."""

    GOOD = "good", _("Oui")
    SO = "so", _("Un peu")
    BAD = "bad", _("Non")
    NONE = "none", _("sans avis")


TOUCHED = (Face.GOOD, Face.SO, Face.BAD)


class Question(models.TextChoices):
    """What may be asked at the end: three to five of these."""

    WELCOME = "welcome", _("L'accueil était-il bon ?")
    CLEAR = "clear", _("Avez-vous bien compris ?")
    USEFUL = "useful", _("Est-ce utile pour vous ?")
    PLACE = "place", _("Le lieu et l'heure vous conviennent-ils ?")
    FRIEND = "friend", _("Le conseillez-vous à d'autres ?")
