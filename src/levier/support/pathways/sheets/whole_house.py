"""What importers of the whole association have in common: who may, where one comes back to, no target to choose."""

from typing import Self

from levier.foundation.kit.actors import Actor
from levier.support.pathways.rules import IMPORT_PATHWAYS

BY_HAND, KEEP, TAKE = "hand", "keep", "take"
"""A question about what somebody wrote in Levier, and its two answers."""


class OfTheWholeHouse:
    """An importer whose rows are about any person of one association."""

    permission = IMPORT_PATHWAYS
    for_house = True
    leads_to = "pathways:pathways"

    def __init__(self, organisation_id: int = 0) -> None:
        self.organisation_id = organisation_id

    def within(self, organisation_id: int) -> Self:
        return type(self)(organisation_id)

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        return []

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        return ""
