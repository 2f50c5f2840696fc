"""The work of `levier audit`, once Django is there."""

from dataclasses import dataclass

from levier.config.command.houses import organisation_named
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Line
from levier.foundation.journal.queries import Break, first_break


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


def verify(code: str = "") -> list[Chain]:
    """Recompute the chain of one organisation, or of all. Raises Refused for an unknown code."""
    organisations = [organisation_named(code)] if code else list(Organisation.objects.order_by("code"))
    chains = []
    for one in organisations:
        with working_for(one.pk):
            lines = Line.objects.filter(organisation_id=one.pk).count()
            chains.append(Chain(one.code, lines, first_break(one.pk)))
    return chains
