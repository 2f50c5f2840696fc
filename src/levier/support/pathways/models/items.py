"""The list of what may be found of somebody: obstacles, facts, strengths. The team's own, in versions."""

from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import STAFF, words
from levier.support.pathways.enums import LEVELS, ItemKind, Level, RevisionKind, Theme
from levier.support.pathways.item_words import said_in


class ItemQuerySet(OwnedQuerySet):
    def in_use(self) -> Self:
        """What one may still answer: neither retired, nor melted into another."""
        return self.filter(retired_on=None)


class Item(OwnedModel):
    """One line of the list. Its code never changes; findings of the past keep the line they were made with.

    `replaced_by` is the line it was melted into, `split_from` the line it was a part of. `esf` is a code of the ESF+
    (EECO16), `inclusion` a theme of data-inclusion: translations for the outside, never our own words.
    """

    code = models.SlugField(_("code"), max_length=20)
    kind = models.CharField(_("type"), max_length=8, choices=ItemKind.choices)
    theme = models.CharField(_("thème"), max_length=20, choices=Theme.choices)
    fr = models.CharField(_("en français"), max_length=120)
    nl = models.CharField(_("en néerlandais"), max_length=120, blank=True)
    en = models.CharField(_("en anglais"), max_length=120, blank=True)
    is_restricted = models.BooleanField(_("réservé à l'équipe sociale"), default=False)
    esf = models.CharField(_("code FSE+"), max_length=20, blank=True)
    inclusion = models.CharField(_("thème data·inclusion"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="melted", editable=False
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", editable=False
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    privacy = words(
        "id organisation code kind theme fr nl en is_restricted esf inclusion order retired_on replaced_by split_from"
        " version"
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_item_per_code",
                violation_error_message=_("Une ligne porte déjà ce code."),
            )
        ]

    def __str__(self) -> str:
        """Its name in the language of the page, or of a person's paper; French when it is not translated."""
        language = (get_language() or "fr")[:2]
        return {"nl": self.nl, "en": self.en}.get(language) or said_in(language, self.code, self.fr) or self.fr

    @property
    def levels(self) -> tuple[Level, ...]:
        """What one may answer about it."""
        return LEVELS[ItemKind(self.kind)]

    @property
    def is_in_use(self) -> bool:
        return self.retired_on is None


class Revision(OwnedModel):
    """One change of the list: what it was before, who changed it and when. The number is the list's version."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=RevisionKind.choices)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="revisions")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    privacy = {**words("id organisation number kind item before after made_at"), "made_by": STAFF}

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_revision_per_number")]
