"""Lines of the journal and the heads of its chains. No foreign key: a line outlives what it speaks of."""

from django.db import models

from levier.foundation.kit.privacy import TRACE, words


class Head(models.Model):
    """Last line of the chain of one organisation; its row is the lock, taken last in a transaction."""

    organisation_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    privacy = words("organisation_id number hash")


class Line(models.Model):
    """One act or reading. `commitment` is the salted hash of the details, which live apart and can be erased."""

    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    on_behalf_of = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    object = models.CharField(max_length=80, blank=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    privacy = words(
        "id organisation_id number at verb commitment previous hash", actor=TRACE, on_behalf_of=TRACE, object=TRACE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="one_line_per_number"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "object", "number"], name="line_by_object"),
            models.Index(fields=["organisation_id", "actor", "number"], name="line_by_actor"),
        ]


class Detail(models.Model):
    """What changed, in words a person can read; may be erased without breaking the chain."""

    organisation_id = models.BigIntegerField()
    number = models.BigIntegerField()
    salt = models.CharField(max_length=32)
    change = models.JSONField(default=dict)

    privacy = {**words("id organisation_id number salt"), "change": TRACE}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "number"], name="one_detail_per_number")]
