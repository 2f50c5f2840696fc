"""`levier report RULE_SET --project CODE --from D --to D --format json|xlsx|pdf -o FILE`."""

import argparse
import sys
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path


def day(text: str) -> date:
    """A day as computers or as people write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
    raise argparse.ArgumentTypeError(f"« {text} » n'est pas un jour : écrivez 2026-01-31 ou 31/01/2026")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule_set", help="règles de comptage, par exemple esf-plus-2021")
    parser.add_argument("--project", required=True, help="code du projet")
    parser.add_argument("--from", dest="first", required=True, type=day, help="premier jour : 2026-01-31 ou 31/01/2026")
    parser.add_argument("--to", dest="last", required=True, type=day, help="dernier jour, de même")
    parser.add_argument("--format", choices=["json", "xlsx", "pdf"], default="json", help="forme du rapport")
    parser.add_argument(
        "--mask",
        choices=["none", "sensitive", "all"],
        help="petits chiffres à masquer : aucun, les sensibles (par défaut dans un pdf), tous",
    )
    parser.add_argument("-o", "--output", type=Path, help="fichier à écrire (sinon, la sortie standard)")
    parser.add_argument("--organisation", default="", help="code de l'organisation, s'il y en a plusieurs")


def run(options: argparse.Namespace) -> int:
    """0 with the report written; 1 when its file cannot be written; 2 when the words do not fit."""
    import django

    django.setup()
    from levier.config.command.report_run import report_file
    from levier.foundation.kit.permissions import Refused

    try:
        content = report_file(options)
    except (Refused, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if not options.output:
        sys.stdout.buffer.write(content)
        return 0
    try:
        options.output.write_bytes(content)
    except OSError as error:
        print(f"Le fichier « {options.output} » ne peut pas être écrit : {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{options.output} : {len(content)} octets.", file=sys.stderr)
    return 0
