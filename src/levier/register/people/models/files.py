"""Files that look alike, that were made one, or that were erased."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, IDENTITY, LINK, STAFF, Personal, words
from levier.register.people.enums import PairState
from levier.register.people.models.person import Person

PROOF = Personal("identity", "legal_duty", "agreement", export=False)


class Pair(OwnedModel):
    """Two files that may be of one person, and what was decided. `score` in hundredths; `first` is the older file."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=PairState.choices, default=PairState.WAITING)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **words("id organisation score why state found_at settled_at"),
        "first": LINK,
        "second": LINK,
        "settled_by": STAFF,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="lower_number_first"),
        ]
        indexes = [models.Index(fields=["organisation", "state", "score", "id"], name="pair_by_score")]


class Merge(OwnedModel):
    """Two files made one. `before` is the kept identity as it was, `moved` what each room did, so that it is undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    removed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words("id organisation made_at undone_at"),
        "kept": LINK,
        "removed": LINK,
        "before": IDENTITY,
        "moved": FREE_TEXT,
        "made_by": STAFF,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at"], name="merge_by_age")]


class SealedProof(OwnedModel):
    """Whom the proofs of an erased person speak of: sealed, opened for a control only, gone after `until`.

    `sealed` holds the names and the birth date as `accounts.sealing` keeps a text.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="sealed_proof")
    sealed = models.TextField()
    until = models.DateField(_("jusqu'au"))

    privacy = {**words("id organisation until"), "person": LINK, "sealed": PROOF}

    class Meta:
        indexes = [models.Index(fields=["organisation", "until"], name="sealed_proof_by_end")]

    def __str__(self) -> str:
        return gettext("Preuves de la personne effacée n° %(number)s") % {"number": self.person_id}
