"""`levier migrate`."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="sans détail")


def run(options: argparse.Namespace) -> int:
    """Bring the database to this version's tables; the data stay."""
    import django
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    from levier.config.command.houses import lay_all_grounds
    from levier.config.command.serve import waiting_migrations
    from levier.config.laying import lay_tables

    count = len(waiting_migrations())
    lay_tables()
    lay_all_grounds()
    if not options.quiet:
        print(
            f"La base de données est à jour : {count} changement(s)." if count else "La base de données était à jour."
        )
    return 0
