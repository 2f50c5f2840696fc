"""The work of `levier audit`, once Django is there."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from levier.config.backup.restoring import backup_key
from levier.config.backup.saving import manifest_of
from levier.config.backup.sealed import NotOurs
from levier.config.command.houses import organisation_named
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Line
from levier.foundation.journal.queries import Break, first_break
from levier.foundation.kit.permissions import Refused


@dataclass(frozen=True, slots=True)
class Chain:
    """The journal of one organisation: its lines, and the first that is not as it was written."""

    organisation: str
    lines: int
    first_bad: Break | None

    @property
    def sentence(self) -> str:
        if self.first_bad is None:
            return f"{self.lines} lignes, chaîne intacte."
        when = f" ({self.first_bad.at:%d/%m/%Y %H:%M})" if self.first_bad.at else ""
        return f"CHAÎNE ROMPUE : {self.first_bad.why}{when}."


def verify(code: str = "", against: Path | None = None) -> list[Chain]:
    """Recompute the chain of one organisation, or of all. Raises Refused for an unknown code or backup.

    Who rewrites a whole chain, its head included, leaves one that looks whole: what a backup kept of it tells.
    """
    heads = _heads(against) if against else {}
    organisations = (
        [organisation_named(code)] if code else list(Organisation.objects.order_by("code")) or [organisation_named("")]
    )
    chains = []
    for one in organisations:
        with working_for(one.pk):
            lines = Line.objects.filter(organisation_id=one.pk).count()
            chains.append(Chain(one.code, lines, first_break(one.pk) or _rewritten(one.pk, heads.get(str(one.pk)))))
    return chains


def _heads(backup: Path) -> dict[str, tuple[int, str]]:
    try:
        kept = manifest_of(backup, backup_key(settings.HOME, None))["journal"]
    except (NotOurs, OSError) as error:
        raise Refused(str(error)) from error
    return {organisation: (number, digest) for organisation, (number, digest) in kept.items()}


def _rewritten(organisation_id: int, head: tuple[int, str] | None) -> Break | None:
    """Is the line that was the last one at the time of the backup no longer the same?"""
    if head is None or head[0] == 0:
        return None
    line = Line.objects.filter(organisation_id=organisation_id, number=head[0]).first()
    if line is not None and line.hash == head[1]:
        return None
    why = f"la ligne {head[0]} ou une ligne avant elle a été réécrite depuis la sauvegarde"
    return Break(organisation_id, head[0], why, line.at if line else None)
