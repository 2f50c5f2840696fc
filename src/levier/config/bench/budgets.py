"""S12. The budgets of each page are a test with a golden file; the bench says where, and how heavy the heaviest are."""

import os
import re
from pathlib import Path

from levier.config.bench.houses import Wanted
from levier.config.bench.lines import Line

GOLDEN = Path("tests") / "house" / "golden" / "budgets.txt"
KILOBYTES = 60


def run(wanted: Wanted) -> list[Line]:
    place = Path(os.environ.get("LEVIER_CHECKOUT", ".")) / GOLDEN
    if not place.exists():
        raise SystemExit(f"{GOLDEN} n'est pas là : ce banc se lance depuis une copie du dépôt.")
    wanted.say(f"Requêtes, octets et fichiers de chaque page et de chaque rôle : {GOLDEN}, tenu par test_access.py.")
    costs = re.findall(r"(\d+)/([\d.]+)/(\d+)", place.read_text(encoding="utf-8"))
    return [
        Line("S12", f"{len(costs)} pages et rôles au budget écrit ; la plus lourde", heaviest(costs), KILOBYTES, "ko")
    ]


def heaviest(costs: list[tuple[str, str, str]]) -> float:
    return max((float(kilobytes) for _queries, kilobytes, _requests in costs), default=0)
