"""What is said of an activity to who chooses it, and to who may come: the same in a template."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import FOR_THE_PUBLIC, ActivityKind, LanguageLevel, Public
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.fields import read_minutes
from levier.register.vocabulary.lists import activity_themes, languages

PLAIN = (
    "kind",
    "theme",
    "obstacles",
    "public",
    "priority",
    "prior_publics",
    "languages",
    "level",
    "accessibility",
    "bring",
    "modules",
    "capacity",
    "summary",
    "poster",
)
"""The columns of `Described`."""
FIRST_PUBLICS = tuple(one for one in Public if one != Public.PARTNER)
"""Publics that may come first on a waiting list."""
MOST_MODULES = 30
MOST_CAPACITY = 500


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a course: its title, how many minutes (0 when it is not said), whether it is an internship."""

    title: str
    minutes: int
    is_internship: bool


class Described(OwnedModel):
    """Columns by which an activity is described. `obstacles`, `languages` and `prior_publics` (of `Public`: who waits
    comes first) are codes with a space between them.

    `modules` has a line for each part of a course: "Premiers contacts ; 30 h", or "Stage ; 60 h ; stage".
    """

    kind = models.CharField(_("type"), max_length=12, choices=ActivityKind.choices)
    theme = models.CharField(_("thème"), max_length=20, blank=True)
    obstacles = models.CharField(_("freins auxquels elle répond"), max_length=400, blank=True)
    public = models.CharField(_("pour qui"), max_length=300, blank=True)
    priority = models.CharField(_("priorité à"), max_length=300, blank=True)
    prior_publics = models.CharField(_("passent en premier"), max_length=60, blank=True)
    languages = models.CharField(_("langues"), max_length=60, blank=True)
    level = models.CharField(_("niveau de langue"), max_length=8, choices=LanguageLevel.choices, blank=True)
    accessibility = models.CharField(_("accessibilité"), max_length=300, blank=True)
    bring = models.CharField(_("à apporter"), max_length=300, blank=True)
    modules = models.TextField(_("modules et stages"), max_length=3_000, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CAPACITY)],
    )
    summary = models.TextField(_("en quelques mots"), blank=True)
    poster = models.TextField(_("texte de l'affiche"), max_length=600, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.theme and self.theme not in activity_themes():
            wrong["theme"] = gettext("Ce thème n'est pas dans la liste.")
        if any(code not in languages() for code in self.languages.split()):
            wrong["languages"] = gettext("Cette langue n'est pas dans la liste.")
        if any(code not in FIRST_PUBLICS for code in self.prior_publics.split()):
            wrong["prior_publics"] = gettext("Ce public n'est pas dans la liste.")
        try:
            self.parts_of_course()
        except ValidationError as error:
            wrong["modules"] = error
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_for_the_public(self) -> bool:
        """Are those who come counted without a name?"""
        return self.kind in FOR_THE_PUBLIC

    @property
    def theme_label(self) -> str:
        return activity_themes().label(self.theme) if self.theme else ""

    @property
    def language_labels(self) -> list[str]:
        return [languages().label(code) for code in self.languages.split()]

    @property
    def first_publics(self) -> list[Public]:
        return [one for one in FIRST_PUBLICS if one.value in self.prior_publics.split()]

    @property
    def prior_labels(self) -> list[str]:
        return [str(one.label) for one in self.first_publics]

    def parts_of_course(self) -> list[Module]:
        """The modules, in order. Raises ValidationError with the line that cannot be read."""
        lines = [line.strip() for line in self.modules.splitlines() if line.strip()]
        if len(lines) > MOST_MODULES:
            raise ValidationError(gettext("Pas plus de %(most)s modules.") % {"most": MOST_MODULES})
        return [_module(line) for line in lines]

    @property
    def shown_parts(self) -> list[Module]:
        """The same to be read: what was kept before a line had to be understood is shown as it stands."""
        try:
            return self.parts_of_course()
        except ValidationError:
            return [Module(line.strip()[:150], 0, False) for line in self.modules.splitlines() if line.strip()]


def _module(line: str) -> Module:
    title, *rest = (part.strip() for part in line.split(";"))
    is_internship = bool(rest) and rest[-1].casefold() == "stage"
    rest = rest[:-1] if is_internship else rest
    minutes = read_minutes(rest[0]) if rest and rest[0] else 0
    if not title or len(rest) > 1 or minutes is None or minutes < 0:
        sentence = gettext("« %(line)s » ne se lit pas. Écrivez l'intitulé, puis les heures : Premiers contacts ; 30 h")
        raise ValidationError(sentence % {"line": line[:60]})
    return Module(title[:150], minutes, is_internship)
