"""`levier init --organisation NAME --admin MAIL`: an empty house."""

import argparse
import getpass
import os
import sys

from levier.config.command.typed import typed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, help="nom de l'association")
    parser.add_argument("--admin", required=True, help="adresse mail de la personne qui administre")
    parser.add_argument("--name", default="", help="son nom")
    parser.add_argument("--add", action="store_true", help="ajoute une organisation à une maison qui en a déjà une")


def run(options: argparse.Namespace) -> int:
    """Make tables, one organisation and its first administrator; the password is asked, or read from LEVIER_PASSWORD.

    1 when there is a house already (unless --add: nothing is changed), or when the address or password is refused.
    """
    import django
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from levier.config.command.houses import holds_a_house, open_house
    from levier.config.laying import lay_tables
    from levier.foundation.kit.permissions import Refused

    if not options.add and holds_a_house():
        print(f"Il y a déjà une maison dans {settings.HOME}. Rien n'a été changé.", file=sys.stderr)
        print(f"Pour y ajouter une organisation : {typed('init --add …')}", file=sys.stderr)
        return 1
    lay_tables()
    password = os.environ.get("LEVIER_PASSWORD", "")
    if not password and not sys.stdin.isatty():
        print("Sans clavier, donnez le mot de passe dans LEVIER_PASSWORD.", file=sys.stderr)
        return 1
    try:
        validate_email(options.admin)  # before anything is asked
        password = password or getpass.getpass("Mot de passe (12 caractères au moins) : ")
        house = open_house(options.organisation, options.admin, options.name, password)
    except (Refused, ValidationError) as error:
        print("\n".join(getattr(error, "messages", [str(error)])), file=sys.stderr)
        return 1
    print(f"« {house.name} » est prête (code {house.code}), dans {settings.HOME}.")
    print(f"Lancez « {typed('serve')} ». La double vérification sera demandée à la première connexion.")
    return 0
