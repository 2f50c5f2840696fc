"""What a machine can tell of a page in the browser: axe, what sticks out, what is too small to touch."""

from pathlib import Path
from typing import Any

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},  # 24 px, or as much room around (WCAG 2.5.8)
    "resultTypes": ["violations"],
}
FAULTS = """options => axe.run(options).then(found => found.violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 120)}`)))"""
"""Only what is wrong leaves the browser: what is right is the larger part, and slow to bring."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""
WIDE, NARROW = 1280, 320


def faults(page: Any) -> list[str]:
    """What axe finds wrong in the page as it stands."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    return list(page.evaluate(FAULTS, OPTIONS))


def sticks_out(page: Any) -> bool:
    """Must one scroll sideways to read?"""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def resize(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def read_whole(page: Any, *, widths: tuple[int, ...] = (WIDE, NARROW)) -> list[str]:
    """Faults at each width; then nothing sticks out at 320 px, with wide spacing, with letters twice as large."""
    wrong = []
    for width in widths:
        resize(page, width)
        wrong += [f"{width}: {one}" for one in faults(page)]
        wrong += [f"{width}: wider than the screen"] if sticks_out(page) else []
    resize(page, NARROW)
    style = page.add_style_tag(content=SPACING)
    wrong += ["wider than the screen with the spacing of WCAG 1.4.12"] if sticks_out(page) else []
    style.evaluate("one => one.remove()")
    resize(page, WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wrong += ["wider than the screen with text at 200 %"] if sticks_out(page) else []
    page.evaluate("document.documentElement.style.fontSize = ''")
    return wrong
