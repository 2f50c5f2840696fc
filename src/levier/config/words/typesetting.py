"""French as it is printed. In the code it is typed with plain spaces; its catalogue holds those that do not break."""

import re

NARROW, WIDE = "\u202f", "\u00a0"
_BEFORE = re.compile(r"(?<!\s) (?=[;:!?»]|%(?:%|(?![\w(])))")
_AFTER = re.compile(r"« ")
_IN_NUMBERS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_UNITS = re.compile(r"(?:(?<=\d)|(?<=\)s)) (?=€|(?:h|min|[Mk]o)\b)")


def typeset(text: str) -> str:
    """The same with a narrow no-break space before ; : ! ? » %, after « and in numbers, and a wide one before units."""
    for pattern, by in ((_BEFORE, NARROW), (_AFTER, "«" + NARROW), (_IN_NUMBERS, NARROW), (_UNITS, WIDE)):
        text = pattern.sub(by, text)
    return text
