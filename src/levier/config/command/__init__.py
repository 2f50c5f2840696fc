"""The command line: one module a command, imported only when it is asked for."""

import argparse
import os
from importlib import import_module
from typing import NamedTuple

from levier import __version__


class Command(NamedTuple):
    """A command: its module in this folder and one sentence of help."""

    module: str
    help: str


COMMANDS = {
    "demo": Command("demo", "installe et ouvre l'association de démonstration"),
    "init": Command("init", "crée une maison vide : une organisation et son administration"),
    "serve": Command("serve", "ouvre le site, avec le travail de fond"),
    "worker": Command("worker", "fait le travail de fond, à part"),
    "test": Command("testing", "lance tous les tests, ou ceux que vous nommez"),
    "check": Command("check", "contrôle la maison ; avec --figures, imprime les chiffres de la version"),
    "migrate": Command("migrate", "met la base de données à jour"),
    "import": Command("importing", "importe un classeur : personnes ou heures"),
    "report": Command("report", "produit le rapport d'un projet : json, xlsx ou pdf"),
    "bench": Command("bench", "mesure Levier à côté de ses références"),
    "backup": Command("backup", "sauvegarde toute la maison"),
    "restore": Command("restore", "vérifie et remet une sauvegarde"),
    "drill": Command("drill", "exercice : sauvegarder, restaurer, comparer"),
    "audit": Command("audit", "vérifie la chaîne du journal"),
    "doctor": Command("doctor", "dit ce qui manque ou n'est pas sûr, et comment y remédier"),
}


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit status: 0 done, 1 refused or failed, 2 wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.config.settings")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if arguments else 2
    if arguments[0] in ("-V", "--version"):
        print(f"levier {__version__}")
        return 0
    name, *rest = arguments
    if name not in COMMANDS:
        print(f"« {name} » n'est pas une commande de Levier.\n\n{overview()}")
        return 2
    module = import_module(f"levier.config.command.{COMMANDS[name].module}")
    parser = argparse.ArgumentParser(prog=f"levier {name}", description=COMMANDS[name].help.capitalize() + ".")
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(rest)))


def overview() -> str:
    """The list of commands, one line each."""
    lines = [f"  {name:<9}{command.help}" for name, command in COMMANDS.items()]
    return "\n".join(["levier COMMANDE [options]", "", *lines, "", "levier COMMANDE --help donne les options."])
