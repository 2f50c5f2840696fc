"""What an importer promises to the wizard, and the register where rooms above sign theirs in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, Self

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission
from levier.foundation.kit.registers import Register


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing a column can hold.

    `read(text_or_cell)` turns a cell into a value or raises CellError with a sentence. When `labels` is given, the
    column holds labels of a closed list: `labels(text)` gives a code, or None when the label is not known and the user
    must choose among `choices()` -> [(code, label)]. `repeats` marks a field that many columns may hold (months of an
    hours sheet): `repeats(header)` gives the key of a column, or None. `meanings(text)` gives the code of what a legend
    says of a label. An `expected` field may be absent, but a column that could be it is asked about, never left out.
    A sheet is one of the importer's only when it holds one of the `essential` fields. `dated` fields hold days.
    """

    code: str
    label: Any
    synonyms: tuple[str, ...]
    read: Callable[[Any], Any]
    required: bool = False
    labels: Callable[[str], str | None] | None = None
    choices: Callable[[], list[tuple[str, str]]] | None = None
    meanings: Callable[[str], str | None] | None = None
    expected: bool = False
    repeats: Callable[[Any], Any] | None = None
    essential: bool = False
    dated: bool = False


@dataclass(slots=True)
class ReadRow:
    """One row of the sheet as understood: `row` is its number in the file, `values` by field code.

    A repeated field gives a dict {column key: value}. Cells that could not be read are in `errors`, not in `values`.
    """

    row: int
    values: dict[str, Any]
    errors: list["RowError"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell (or in the row, when `field` is empty), in plain words, and what to write instead."""

    row: int
    field: str
    sentence: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can decide: is this row the person we know? `key` is stable from one reading to the next.

    `choices` are (code, sentence); the first one is what is proposed. Questions of one `kind` have the same choices,
    and the decision "all:KIND" answers those that are still open.
    """

    key: str
    row: int
    sentence: str
    choices: tuple[tuple[str, str], ...]
    kind: str = ""


@dataclass(slots=True)
class Plan:
    """What an import would do, before anything is written. `effects` by row: new, changed, equal.

    `set_aside` are rows without a fault of their own that are not imported: said, never refused.
    """

    rows: list[ReadRow]
    errors: list[RowError] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    effects: dict[int, str] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    set_aside: list[RowError] = field(default_factory=list)


class Importer(Protocol):
    """One kind of sheet. Lives in the room that understands it; signs itself in with `importers.sign_in`.

    One that is `for_house` asks for no target: its `about` is empty. `leads_to` is the name of the page that shows what
    came, where no target does.
    """

    code: str
    title: Any
    help: Any
    permission: Permission
    sheet_hints: tuple[str, ...]
    for_house: bool
    leads_to: str

    @property
    def fields(self) -> tuple[ImportField, ...]:
        """What its columns can hold."""
        ...

    def within(self, organisation_id: int) -> Self:
        """The same for one association, where its fields depend on what the association holds; else itself."""
        ...

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        """What a sheet can be for: (about, label)."""
        ...

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        """The `about` of a code that people use; made when `create`; None when there is none."""
        ...

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str], on: date) -> Plan:
        """Check all rows together (duplicates, contradictions, what stands already). Writes nothing.

        `about` names the object the sheet is for ("projects.project:3"). `decisions` answers questions by key. `on` is
        the day the file was given, beyond which little can have happened.
        """
        ...

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        """Write the rows without error of `plan`, in the caller's transaction, with an ImportChange for each effect.

        Returns counts for the summary: {"new", "changed", "equal", ...}.
        """
        ...

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        """Put back what the run changed; raises Refused with the reason when later work stands on it."""
        ...


importers: Register[Importer] = Register()
