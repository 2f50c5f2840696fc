"""The lines of a sheet as a form brings them: `p-12` presence, `m-12` minutes, `r-12` reason, `vu-12` what was shown.

Numbers are those of people. Each form that notes presences has these names: the screen's, and that of the paper one.
"""

from collections.abc import Mapping

from levier.activity.activities.attendance import Entry
from levier.activity.activities.enums import CAME, Presence
from levier.foundation.imports.cells import CellError, read_minutes
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.texts import clean

SEPARATOR = "|"


def packed(entry: Entry | None) -> str:
    """What a sheet showed of somebody, as it goes along in the form."""
    return "" if entry is None else SEPARATOR.join((entry.presence, str(entry.minutes), entry.reason))


def unpacked(text: str) -> Entry | None:
    """The line that was packed, None where there was none."""
    presence, _one, rest = text.partition(SEPARATOR)
    minutes, _two, reason = rest.partition(SEPARATOR)
    count = whole(minutes)
    return None if count is None or presence not in Presence.values else Entry(presence, count, reason)


def people_typed(post: Mapping[str, str]) -> list[int]:
    """Of whom the sheet that came in has a line."""
    keys = (whole(name.removeprefix("p-")) for name in post if name.startswith("p-"))
    return [key for key in keys if key is not None]


def shown_before(post: Mapping[str, str]) -> dict[int, Entry]:
    """What the sheet showed when it was opened."""
    names = (name for name in post if name.startswith("vu-"))
    held = {whole(name.removeprefix("vu-")): unpacked(post.get(name, "")) for name in names}
    return {person: entry for person, entry in held.items() if person is not None and entry}


def typed_of(post: Mapping[str, str], person: int) -> tuple[Entry | None, str]:
    """What the fields of a line say, None when they say nothing; and why its minutes cannot be read, or ""."""
    presence = post.get(f"p-{person}", "")
    if presence not in Presence.values:
        return None, ""
    reason, text = clean(post.get(f"r-{person}", ""), most=120), post.get(f"m-{person}", "")
    if not text.strip() or presence not in CAME:
        return Entry(presence, None, reason), ""
    try:
        minutes = int(text) if text.strip().isdecimal() and len(text) < 5 else read_minutes(text)
    except CellError as error:
        return Entry(presence, None, reason), str(error)
    return Entry(presence, minutes, reason), ""


def judged(post: Mapping[str, str], person: int, planned: int) -> tuple[Entry | None, str]:
    """What a line says, and what is wrong with it; a line that was left as it was shown is not judged again."""
    entry, problem = typed_of(post, person)
    if entry is not None and not problem:
        kept = entry.of(planned)
        if packed(kept) != post.get(f"vu-{person}", ""):
            problem = kept.problem(planned)
    return entry, problem
