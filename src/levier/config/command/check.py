"""`levier check`: is this house well set? With --figures, the figures of the release."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--figures", action="store_true", help="imprime les chiffres de la version")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """0 when Django's own checks find nothing."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("check")
    return 0
