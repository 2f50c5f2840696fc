"""Text files with cells parted by a mark: which letters, which mark, which quotes."""

import csv
import io
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

MARKS = (";", "\t", ",", "|")
LOOKED_AT = 20_000
MOST_LINES_IN_A_CELL = 12
_LETTERS = frozenset("éèêëàâäçôöîïûùüœÉÈÊÀÇÔÎ°’«»")
_STRANGE = frozenset("ŽžŠš™•ƒˆ‡†‰‹›¢£¥¦ª¬­¯±²³´µ¶·¸¹º¼½¾¿×÷ÃÂÐÞþð∞≤≥∂∑∏π∫Ω√≈∆◊ﬁﬂ│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼")
_MISREAD = ("Ã©", "Ã¨", "Ãª", "Ã§", "Ã ", "Ã´", "Ã®", "â€™", "Â°")


class NotDelimited(Exception):
    """Text that is no table. `str(error)` is the sentence the user reads."""


def read_delimited(text: str) -> list[list[Any]]:
    """Rows of a text file, of unequal lengths. Raises NotDelimited when quotes are broken."""
    sample = text[:LOOKED_AT]
    try:
        rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=_mark(sample)))
    except csv.Error as error:
        raise NotDelimited(_("Ce fichier csv ne peut pas être lu : enregistrez-le à nouveau en xlsx.")) from error
    for number, row in enumerate(rows, start=1):
        if any(cell.count("\n") + cell.count("\r") > MOST_LINES_IN_A_CELL for cell in row):
            raise NotDelimited(
                _("À la ligne %(row)d, un guillemet est ouvert et jamais fermé : la suite du fichier y disparaît.")
                % {"row": number}
                + " "
                + _("Fermez ou retirez ce guillemet, ou enregistrez le fichier en xlsx.")
            )
    return rows


def decode(data: bytes) -> str:
    """Text of a file, in whichever alphabet it was written: Unicode, Windows, Macintosh, DOS."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    try:
        return _read_twice(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        sample = data[: LOOKED_AT * 4]
        best = max(("cp1252", "mac_roman", "cp850"), key=lambda name: _plausible(sample.decode(name, errors="replace")))
        return data.decode(best, errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of western text is empty."""
    sample = data[:2_000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample) and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample) and odd == 0 else ""


def _plausible(text: str) -> int:
    counts = Counter(text)
    letters = sum(counts[one] for one in _LETTERS)
    return letters - 2 * sum(counts[one] for one in _STRANGE) - 3 * counts["\ufffd"]


def _read_twice(text: str) -> str:
    """Text that some program has taken for another alphabet ("PrÃ©nom") is put right."""
    if not any(one in text for one in _MISREAD):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _mark(sample: str) -> str:
    """The mark that parts the most lines into the same number of cells, more than one."""
    first = sample.partition("\n")[0].strip().casefold()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]

    def score(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark)][:60]
        wide = [count for count in counts if count > 1]
        best = max(set(wide), key=wide.count, default=0)
        return wide.count(best) if best else 0, best

    try:
        return max(MARKS, key=score)
    except csv.Error:
        return ";"
