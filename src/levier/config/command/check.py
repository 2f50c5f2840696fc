"""`levier check`: is this house well set? With --figures, the figures of the release, as the tests find them."""

import argparse
import json
import sys
from pathlib import Path

from levier.config.command.typed import typed

PASSES_OTHER_WORDS_ON = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--figures", action="store_true", help="lance les tests qui donnent des chiffres et les imprime"
    )
    parser.add_argument(
        "--last", action="store_true", help="avec --figures : ceux que les tests ont notés depuis le dernier commit"
    )
    parser.add_argument("--coverage", action="store_true", help="avec --figures : mesure aussi les lignes couvertes")
    parser.add_argument("--json", action="store_true", help="répond en JSON")
    parser.add_argument("-o", "--output", type=Path, help="écrit la réponse dans ce fichier")
    parser.epilog = "Avec --figures, les autres mots choisissent des tests : levier check --figures tests/trust."


def run(options: argparse.Namespace) -> int:
    """0 when Django's own checks find nothing or, with --figures, when no figure misses its bar; else 1."""
    if options.figures:
        return _figures(options)
    if options.arguments:
        print(f"{typed('check')} : mots inconnus : {' '.join(options.arguments)}", file=sys.stderr)
        return 2
    import django
    from django.core.management import call_command

    django.setup()
    call_command("check")
    return 0


def _figures(options: argparse.Namespace) -> int:
    from levier.config.command.figures import in_words, measured
    from levier.config.command.figures_run import noted_already, run_tests

    named = [word for word in options.arguments if word != "--"]
    results = noted_already() if options.last else run_tests(named, coverage=options.coverage)
    figures = measured(results)
    answer = json.dumps([one._asdict() for one in figures], ensure_ascii=False, indent=1) if options.json else ""
    text = answer or in_words(figures)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")
    print(text)
    return 1 if results.broke or any(one.met is False for one in figures) else 0
