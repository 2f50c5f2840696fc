"""argparse in French: its help, and what it says of wrong words."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_SENTENCES = [
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"mots inconnus : \1"),
    (r"argument (.*): expected one argument", r"\1 demande une valeur"),
    (r"argument (.*): expected at least one argument", r"\1 demande au moins une valeur"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 : \2 n'est pas un choix possible (\3)"),
    (r"argument (.*): invalid \w+ value: (.*)", r"\1 : \2 n'a pas la forme attendue"),
    (r"argument ([^:]*): («.*)", r"\1 : \2"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
]


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "emploi : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """An argument parser that speaks French; options are written in full."""

    def __init__(self, **words: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **words)
        self._positionals.title = "à donner"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        """Say it in French and leave with status 2."""
        self.exit(2, f"{self.format_usage()}{self.prog} : {in_french(message)}\n")


def in_french(message: str) -> str:
    """The sentence of argparse in French; an unknown one as it is."""
    for english, french in _SENTENCES:
        if re.fullmatch(english, message, re.DOTALL):
            return re.sub(english, french, message, flags=re.DOTALL)
    return message
