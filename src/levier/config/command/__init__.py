"""The command line: one module a command, imported only when it is asked for."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from levier import __version__
from levier.config.command.french import FrenchParser
from levier.config.command.typed import typed


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
    "import": Command("importing", "importe un classeur : personnes, heures, accompagnements ou diagnostics"),
    "report": Command("report", "produit le rapport d'un projet : json, xlsx ou pdf"),
    "bench": Command("bench", "mesure Levier à côté de ses références"),
    "backup": Command("backup", "sauvegarde toute la maison"),
    "restore": Command("restore", "vérifie et remet une sauvegarde"),
    "drill": Command("drill", "exercice : sauvegarder, restaurer, comparer"),
    "audit": Command("audit", "vérifie la chaîne du journal"),
    "doctor": Command("doctor", "dit ce qui manque ou n'est pas sûr, et comment y remédier"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command, by default that of the shell; returns the status: 0 done, 1 refused or failed, 2 wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.config.settings")
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or [""]
    if name in ("", "-h", "--help", "help"):
        print(overview())
        return 0 if name else 2
    if name in ("-V", "--version"):
        print(f"levier {__version__}")
        return 0
    if name not in available():
        print(f"« {name} » n'est pas une commande de Levier.\n\n{overview()}", file=sys.stderr)
        return 2
    return _run(name, rest)


def _run(name: str, words: list[str]) -> int:
    module = import_module(_module_of(name))
    parser = FrenchParser(prog=typed(name), description=COMMANDS[name].help.capitalize() + ".")
    module.add_arguments(parser)
    options, others = parser.parse_known_args(words)
    if getattr(module, "PASSES_OTHER_WORDS_ON", False):
        options.arguments = others
    elif others:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    try:
        return int(module.run(options))
    except Exception as error:
        sentence = _explained(error)
        if not sentence:
            raise
        print(sentence, file=sys.stderr)
        return 1


def _explained(error: Exception) -> str:
    """What a newcomer reads instead of a trace; empty for an error that nobody expected."""
    kind = type(error).__name__  # Django is not imported here
    if kind == "ImproperlyConfigured":
        return str(error)
    if kind in ("OperationalError", "ProgrammingError"):
        from levier.config.command.serve import out_of_date

        try:
            return out_of_date()
        except type(error):
            return f"La base de données ne répond pas : {error}".rstrip()
    return ""


def available() -> dict[str, Command]:
    """The commands whose module is there, in the order of the list."""
    return {name: command for name, command in COMMANDS.items() if find_spec(_module_of(name))}


def _module_of(name: str) -> str:
    return f"{__name__}.{COMMANDS[name].module}"


def overview() -> str:
    """The list of commands, one line each."""
    lines = [f"  {name:<9}{command.help}" for name, command in available().items()]
    return "\n".join([typed("COMMANDE [options]"), "", *lines, "", f"{typed('COMMANDE --help')} donne les options."])
