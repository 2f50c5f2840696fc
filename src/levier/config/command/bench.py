"""`levier bench`: ours beside its references, bar by bar; each bench in a process of its own."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.config.bench.lines import Line

    Found = tuple[list[Line], list[str]]

NAMES = {
    "lists": "S1, les listes",
    "person": "S2, la page d'une personne",
    "search": "S3, la recherche et les doublons pendant la frappe",
    "export": "S4, l'export d'une liste",
    "import": "S5, l'import d'un grand classeur",
    "indicators": "S6, les indicateurs de beaucoup de participations",
    "report": "S7, le rapport d'un projet et ses lignes",
    "sheet": "S8, la feuille de présence",
    "paper": "S8, la feuille sur papier",
    "duplicates": "S10, la recherche de doublons",
    "start": "S11, le démarrage",
    "budgets": "S12, les budgets de chaque page",
    "memory": "S13, la mémoire d'un processus",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", choices=list(NAMES), help="un banc ; sans nom, tous")
    parser.add_argument("--json", action="store_true", help="les lignes en JSON")
    parser.add_argument("--profile", action="store_true", help="où passe le temps (avec un nom de banc)")
    parser.add_argument(
        "--database", default="sqlite", help="sqlite, postgresql (privé, enlevé à la fin) ou une adresse"
    )
    parser.add_argument("--rows", type=int, default=0, help="nombre de lignes ; sans lui, la taille de chaque banc")
    parser.add_argument("--full", action="store_true", help="les tailles d'une version (S6 : 1 000 000 et 20 000 000)")
    parser.add_argument("--repeats", type=int, default=5, help="mesures de chaque côté")
    parser.add_argument("--keep", action="store_true", help="garde les grandes bases pour la fois suivante")
    parser.add_argument("--write", action="store_true", help="écrit le tableau dans docs/benchmarks.md")


def run(options: argparse.Namespace) -> int:
    """0 when every bar is met; 1 when one is missed or a bench could not measure."""
    from levier.config.bench.lines import table
    from levier.config.bench.runner import environment, measure

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    with environment(options, say) as variables:
        if options.name and not options.write:
            os.environ.update(variables)
            lines = measure(options, say)
            broken: list[str] = []
        else:
            lines, broken = _each(options, variables, say)
    print(json.dumps([one.as_json() for one in lines], indent=1) if options.json else table(lines))
    missed = [one for one in lines if not one.is_met]
    say(f"\n{len(lines)} barres, {len(missed)} manquées." + "".join(f"\n  {one.bar} {one.what}" for one in missed))
    for name in broken:
        say(f"  Le banc « {name} » n'a pas pu mesurer.")
    if options.write:
        from levier.config.bench.written import write

        say(f"Écrit : {write(lines, options, Path(os.environ.get('LEVIER_CHECKOUT', '.')))}")
    return 1 if missed or broken else 0


def _each(options: argparse.Namespace, variables: dict[str, str], say: Callable[[str], None]) -> "Found":
    """Each bench in its own process: its memory is its own, and one that falls does not take the others along."""
    from levier.config.bench.lines import line_of

    lines: list[Line] = []
    broken: list[str] = []
    for name in [options.name] if options.name else NAMES:
        say(f"\n── {NAMES[name]}")
        words = [sys.executable, "-P", "-m", "levier", "bench", name, "--json", *_passed_on(options)]
        done = subprocess.run(words, env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=False)
        try:
            lines += [line_of(one) for one in json.loads(done.stdout)]
        except ValueError:
            broken.append(name)
    return lines, broken


def _passed_on(options: argparse.Namespace) -> list[str]:
    words = ["--repeats", str(options.repeats), "--rows", str(options.rows), "--database", options.database]
    return [*words, *(f"--{name}" for name in ("full", "keep") if getattr(options, name))]
