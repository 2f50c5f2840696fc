"""`levier migrate`."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="sans détail")


def run(options: argparse.Namespace) -> int:
    """Bring the database to this version's tables; the data stay."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    call_command("migrate", verbosity=0 if options.quiet else 1, interactive=False)
    from levier.config.command.houses import lay_all_grounds

    lay_all_grounds()
    return 0
