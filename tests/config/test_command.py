"""The command line answers in French, quickly, and says what it does not know."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from levier.config import command
from levier.config.command import COMMANDS, Command, available, main
from levier.config.command.report import day


def test_help_lists_the_commands_that_are_there(capsys):
    assert main(["--help"]) == 0

    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines() if line.startswith("  ")] == list(available())
    assert {"serve", "worker", "test", "migrate"} <= set(available())


def test_no_word_at_all_shows_the_help_and_is_not_a_success(capsys):
    assert main([]) == 2
    assert "levier COMMANDE" in capsys.readouterr().out


def test_an_unknown_command_is_refused_with_a_sentence(capsys):
    assert main(["danser"]) == 2
    assert capsys.readouterr().err.startswith("« danser » n'est pas une commande de Levier.")


def test_a_command_whose_module_is_not_there_yet_is_unknown(monkeypatch, capsys):
    monkeypatch.setitem(COMMANDS, "voler", Command("flying", "vole"))

    assert main(["voler"]) == 2
    assert "voler" not in available()


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("levier ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serve", "--port", "mille"], "levier serve : --port : 'mille' n'a pas la forme attendue"),
        (["serve", "--port"], "levier serve : --port demande une valeur"),
        (["serve", "--vite"], "levier serve : mots inconnus : --vite"),
        (
            ["report", "esf-plus-2021", "--project", "F", "--from", "31/02/2026", "--to", "31/03/2026"],
            "levier report : --from : « 31/02/2026 » n'est pas un jour : écrivez 2026-01-31 ou 31/01/2026",
        ),
        (["import"], "levier import : il manque : kind, file"),
    ],
)
def test_wrong_words_are_explained_in_french(capsys, words, sentence):
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == sentence


def test_help_of_each_command_is_there(capsys):
    for name in available():
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith("emploi : levier " + name)


def test_the_command_line_opens_without_django():
    script = "import sys, levier.config.command as c; c.main(['--help']); sys.exit('django' in sys.modules)"
    package = Path(command.__file__).parents[3]

    done = subprocess.run([sys.executable, "-c", script], cwd=package, capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("written", ["2026-01-31", "31/01/2026"])
def test_a_day_is_written_as_computers_or_as_people_do(written):
    assert day(written) == date(2026, 1, 31)
