"""Who acts: a person signed in for one organisation, or the house itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, for which organisation, with which roles. Passed as `by=` to every action.

    `user_id` is None when the house acts by itself (command line, task); `on_behalf_of` is then the reference
    ("user:12") of whoever asked.
    """

    organisation_id: int
    user_id: int | None = None
    name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    on_behalf_of: str = ""

    @property
    def reference(self) -> str:
        """Stable text for the journal: "user:12" or "house"."""
        return f"user:{self.user_id}" if self.user_id else "house"

    @property
    def is_house(self) -> bool:
        return self.user_id is None


def house(organisation_id: int, *, on_behalf_of: str = "") -> Actor:
    """The house acting by itself for one organisation: every permission, and a journal line that says so."""
    return Actor(organisation_id=organisation_id, name="Levier", on_behalf_of=on_behalf_of)
