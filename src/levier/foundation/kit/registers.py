"""Registers: a lower room owns the list, upper rooms sign themselves in at start-up (`AppConfig.ready`)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from levier.foundation.kit.permissions import Permission


class Register[Entry]:
    """An ordered list that rooms sign into once, under a name; a second signing of the same name is refused."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, Entry]] = {}

    def sign_in(self, name: str, entry: Entry, *, order: int = 100) -> None:
        if name in self._entries:
            raise ValueError(f"{name} is already signed in")
        self._entries[name] = (order, entry)

    def __iter__(self) -> Iterator[Entry]:
        return iter(entry for _, entry in sorted(self._entries.values(), key=lambda pair: pair[0]))

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name][1]

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        return list(self._entries)

    def pairs(self) -> list[tuple[str, Entry]]:
        """(name, entry) in their order."""
        return [(name, self._entries[name][1]) for name in sorted(self._entries, key=lambda one: self._entries[one][0])]


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One line of the main navigation.

    `wing` is the code of a wing: desk, register, development, support, activity, evidence, house. `part` is the label
    under which it is folded, for what one does not open every day.
    """

    wing: str
    label: Any
    url_name: str
    permission: Permission
    part: Any = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A block that an upper room shows on a lower room's page.

    `context(request, instance)` gives the template's values, or None when there is nothing to show to this user.
    """

    place: str
    template: str
    permission: Permission
    context: Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something to do before a moment, as "my day" shows it. `at` is an aware datetime or a date.

    `act` is the verb of its link ("faire la feuille"), `whole` the list of all that is of its kind, `done_url` takes a
    POST that says it is done, when one click is enough. `is_shared`: a team's work, told as a number to who leads it.
    `is_routine`: it comes every week, so it is not announced a month before.
    """

    at: Any
    title: Any
    url: str
    kind: Any
    detail: Any = ""
    is_late: bool = False
    done_url: str = ""
    act: Any = ""
    whole: str = ""
    is_shared: bool = False
    is_routine: bool = False


MOST_DUE = 61
"""What a room gives "my day" of one kind, at most: beyond sixty the day says "more than", and leads to the list."""


@dataclass(frozen=True, slots=True)
class SearchSource:
    """What a room offers to the one search box: a queryset of (kind, pk, title, detail) rows in that order.

    `rows(actor, words)` takes folded words and returns `.values_list(Value(kind), "pk", title, detail)` with both
    texts as text, so that sources can be united in one query. `url_name` takes the pk. `known(actor, words)`
    gives (kind, text) rows: what mistyped words may have meant, asked when nothing was found; a room is then asked for
    the words that it knows. `known_as` names another kind whose words it shares. `told` makes of a row's detail what
    is read.
    """

    kind: str
    label: Any
    url_name: str
    permission: Permission
    rows: Callable[..., Any]
    known: Callable[..., Any] | None = None
    told: Callable[[str], str] = str
    known_as: str = ""

    @property
    def words_of(self) -> str:
        """The kind whose words are its own."""
        return self.known_as or self.kind


@dataclass(frozen=True, slots=True)
class Merger:
    """What a room does when two files of one person are made one.

    `tables` are the labels of its tables that point at a person ("outcomes.participation"). `summary(actor, person)`
    says in short lines what it holds of a file. `merge(by, kept, removed, at)` moves it and returns what JSON can
    keep; `undo(by, kept, removed, moved, at)` takes that and puts everything back, or raises Refused when somebody
    has worked on it since. Both run in the caller's transaction.
    """

    tables: tuple[str, ...]
    summary: Callable[..., list[str]]
    merge: Callable[..., Any]
    undo: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """What a room puts in a person's own copy.

    `tables` gives each of its tables its title in words ({"activities.attendance": "Présences"}); `rows(actor, person)`
    gives the rows of each, {table: rows}. Which columns go follows from the privacy words of the model.
    """

    tables: Mapping[str, Any]
    rows: Callable[..., Mapping[str, Iterable[Any]]]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of something when a person is erased: it goes, stays as a figure without a name, or as a proof."""

    what: str
    stays: Literal["", "figure", "proof"] = ""


@dataclass(frozen=True, slots=True)
class Eraser:
    """What a room does when a person is erased, in the caller's transaction.

    `tables` are its tables that hold something of a person. `fates(actor, person, until)` tells it beforehand.
    `erase(by, person, until, at)` does it: with `until`, what proves funded work stays until that day; it is called
    again without, once the day has come. `proofs_until(actor, person)` is the last day on which this room owes proofs
    to a funder, or None. No name, address or free text of the person may be left, but in what is kept as a proof.
    """

    tables: tuple[str, ...]
    fates: Callable[..., list[Fate]]
    erase: Callable[..., None]
    proofs_until: Callable[..., date | None] | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one address, or an SMS to one number, in its reader's language. The same `key` never leaves twice.

    `is_secret` when its text opens a door (invitation, new password): no page shows it, and it is forgotten once sent.
    `is_discreet` when nothing in it may say who writes: it leaves without our name, from the same address.
    """

    kind: str
    key: str
    address: str
    language: str
    subject: str
    body: str
    is_secret: bool = False
    is_discreet: bool = False
    channel: Literal["mail", "sms"] = "mail"


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something to look after now and then, at least `seconds` apart. `run(at)` is short: what takes time it enqueues.

    Each worker runs it for itself: two at once, or one run too many, change nothing more than one.
    """

    seconds: int
    run: Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the settings of the association: what it is, `value(actor)` as of now, and the page that changes it.

    Shown to those whom `permission` allows; `verb` is the link's text.
    """

    label: Any
    value: Callable[..., Any]
    verb: Any
    url_name: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class Keeping:
    """Something old that an association may let go after some months.

    `rows(organisation_id, before: datetime)` are those that would go; `let_go(organisation_id, before, at)` does it, in
    the transaction of its caller, and says how many went. `moment` is the column that gives their age.
    """

    label: Any
    what: Any
    moment: str
    rows: Callable[[int, datetime], Any]
    let_go: Callable[[int, datetime, datetime], int]


@dataclass(frozen=True, slots=True)
class NamedFilters:
    """Filters of a list kept under a name. `query` is the end of the list's address; `owner` names the colleague who
    shares them, and is empty for one's own."""

    name: str
    query: str
    owner: str = ""


navigation: Register[NavigationEntry] = Register()
lists: Register[Any] = Register()
"""List pages (kit.lists.ListPage) by the url name of their page: their filters may be kept under a name."""
bulk_actions: Register[tuple[str, Any]] = Register()
"""(url name of a list, kit.lists.Bulk): what rooms above do with several rows of it at once."""
filter_keepers: Register[Callable[..., list[NamedFilters]]] = Register()
"""Functions `(actor, list: str) -> list[NamedFilters]`: which filters of a list one finds again, one's own first."""
settings: Register[Setting] = Register()
"""What rooms let the association choose, beside its name and address: the page of settings shows them all."""
panels: Register[Panel] = Register()
due_items: Register[Callable[..., list[DueItem]]] = Register()
"""Functions `(actor, today: date, until: date) -> list[DueItem]`."""
ahead: Register[Callable[..., list[DueItem]]] = Register()
"""Functions `(actor, person, today: date) -> list[DueItem]`: what comes next for one person."""
companions: Register[Callable[..., list[tuple[str, str]]]] = Register()
"""Functions `(actor, person, today: date) -> list[(name, what for)]`: which colleagues a person has to do with."""
search_sources: Register[SearchSource] = Register()
counting_rules: Register[Any] = Register()
"""Names of the rules by which a project can be counted, by code; `reports` signs in what it knows."""
exporters: Register[Exporter] = Register()
"""What each room puts in a person's own copy."""
erasers: Register[Eraser] = Register()
"""What each room does when a person is erased, in their order: rooms above first, `people` last."""
mergers: Register[Merger] = Register()
"""What each room above does when two files of one person are made one."""
carriers: Register[Callable[..., Any]] = Register()
"""Functions `(by, letter: Letter, at)`: take a letter out of the house, in the transaction of the act. The outbox signs
in; a room below it hands its letters here."""
letter_kinds: Register[Any] = Register()
"""What each kind of letter is, in the user's words: "invitation" for accounts.invitation."""
keepings: Register[Keeping] = Register()
"""What an association chooses how long to keep; without a choice, all of it stays."""
periodic: Register[Periodic] = Register()
"""What the background work looks after now and then."""
groundworks: Register[Callable[..., None]] = Register()
"""Functions `(by, at) -> None`: what a room lays down in a new association. Each adds only what is missing, so that
an upgrade runs them again."""
