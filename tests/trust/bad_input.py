"""Values that nobody should be able to hurt us with, and forms filled with them. Bytes as a browser could send them."""

from datetime import date
from functools import cache
from random import Random
from urllib.parse import quote

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.house.furniture import OURS, THEIRS
from tests.trust.forms import TOKENS, Form

LONG = 100_000
URLENCODED = "application/x-www-form-urlencoded"
BAD = [
    *(
        "",
        " ",
        "\x00",
        "Mar\x00iam",
        "\ud800",
        "a\udfff\ud800",
        "\u202eMariam",
        "\u200b\u2060\ufeff",
        "\ufffe",
        "🧑🏽‍💼" * 40,
    ),
    *("0", "-1", "1", "1e400", "NaN", "Infinity", "-0,0", "1_000", "٣", "²", "1.5", "0x10", "99999999999"),
    *(
        str(2**31),
        str(2**63),
        str(-(2**63) - 1),
        "9" * 400,
        str(OURS),
        str(THEIRS),
        str(THEIRS + 1),
        f"{OURS},{THEIRS}",
    ),
    *(
        "31/02/2026",
        "29/02/2025",
        "00/00/0000",
        "01/01/0001",
        "31/12/9999",
        "99/99/99",
        "2026-13-45",
        "1/1/1",
        "32/01/26",
    ),
    *(
        "25:61",
        "24:00",
        "-1:00",
        "9h",
        "09:30:00.000001",
        "None",
        "null",
        "true",
        "[]",
        "{}",
        '{"a":' * 50,
        "__class__",
    ),
    *(
        "' OR 1=1 --",
        "'; DROP TABLE people_person; --",
        "%' ESCAPE '!",
        "\\",
        "%",
        "_",
        "*",
        "(?=a)+",
        "[",
        "((((",
        "$.a",
    ),
    *(
        "../../etc/passwd",
        "//evil.example",
        "javascript:alert(1)",
        "\r\nSet-Cookie: a=b",
        "http://[::1",
        "{{7*7}}",
        "{% x %}",
    ),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=cmd|' /C calc'!A0", "projects.project:900001"),
    *(
        "people.person:",
        "x:y:z",
        "a@b",
        "@",
        "a" * 300 + "@example.org",
        "+",
        "+32",
        "0" * 60,
        "Straße",
        "ı",
        "İ",
        "ﬁ",
        "e\u0301",
    ),
    *("é" * LONG, "1" * LONG, " \n" * (LONG // 2)),
]
SUFFIXES = ("[]", "[0]", "[a][b]", "__in", "__isnull", "__gt", "__class", "_id", ".pk", "\x00", "\ud800", "%00")

texts = st.text(st.characters(), max_size=12)
values = st.one_of(
    st.sampled_from(BAD),
    texts,
    st.integers(-(2**70), 2**70).map(str),
    st.dates(min_value=date.min).map(lambda day: f"{day:%d/%m/}{day.year:04}"),
)


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """The body or query string of these pairs; half characters are sent as they are."""
    return "&".join(f"{_raw(name)}={_raw(value)}" for name, value in pairs).encode("ascii")


def _raw(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def spoiled(
    dice: Random, names: dict[str, list[str]], options: dict[str, tuple[str, ...]], bad: list[str]
) -> list[tuple[str, str]]:
    """Pairs of a form that was well filled, then spoiled: wrong, missing, repeated, renamed or unknown fields."""
    pairs: list[tuple[str, str]] = []
    worst = set(dice.sample(sorted(names), min(len(names), dice.randint(1, 4))))
    for name, kept in names.items():
        if name not in worst:
            pairs += [(name, value) for value in kept]
            continue
        way = dice.randint(0, 9)
        if way < 6:
            pairs.append((name, dice.choice(bad)))
        elif way == 6:
            pairs += [(name, dice.choice(bad)) for _ in range(dice.randint(2, 4))]
        elif way == 7:
            pairs.append((name + dice.choice(SUFFIXES), dice.choice(bad)))
        elif way == 8 and options.get(name):
            pairs += [(name, dice.choice(options[name])) for _ in range(dice.randint(0, 3))]
    if dice.randint(0, 9) == 0:
        pairs.append((dice.choice(SUFFIXES), dice.choice(bad)))
    return pairs


def fields_of(form: Form) -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """Names of a form with what stands well in them, and what its closed lists offer."""
    filled = form.filled()
    names = {one.name: [str(v) for v in filled.get(one.name, []) if isinstance(v, str)] for one in form.controls}
    names = {name: kept for name, kept in names.items() if name not in TOKENS and not _is_file(form, name)}
    return names, {one.name: one.options for one in form.controls}


def _is_file(form: Form, name: str) -> bool:
    return any(one.name == name and one.kind == "file" for one in form.controls)


@cache
def pool() -> list[str]:
    """Some hundreds of bad values made by Hypothesis, the same ones each time; the very long ones are rare."""
    found: list[str] = []

    @settings(
        max_examples=600,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(values)
    def keep(value: str) -> None:
        found.append(value)

    keep()
    short = [value for value in BAD if len(value) < LONG]
    return [value for value in found if len(value) < LONG] + short * 3 + [value for value in BAD if len(value) >= LONG]
