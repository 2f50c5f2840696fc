"""What our sentences tell people to type is what they typed."""

import shutil

import pytest

from levier.config.command import main
from levier.config.command.typed import typed


@pytest.mark.parametrize(
    ("begun_as", "said"),
    [("", "levier migrate"), ("./levier", "./levier migrate"), ("/opt/Levier/levier", "/opt/Levier/levier migrate")],
)
def test_a_command_is_named_as_it_was_begun(monkeypatch, begun_as, said):
    if begun_as:
        monkeypatch.setenv("LEVIER_TYPED", begun_as)

    assert typed("migrate") == said


def test_a_link_on_the_path_is_named_shortly(monkeypatch, tmp_path):
    link = tmp_path / "levier"
    link.write_text("#!/bin/sh\n")
    link.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LEVIER_TYPED", str(shutil.which("levier")))

    assert typed("migrate") == "levier migrate"


def test_help_and_errors_say_it_too(monkeypatch, capsys):
    monkeypatch.setenv("LEVIER_TYPED", "./levier")

    main(["--help"])
    with pytest.raises(SystemExit):
        main(["serve", "--vite"])

    said = capsys.readouterr()
    assert said.out.startswith("./levier COMMANDE [options]\n")
    assert "./levier serve : mots inconnus : --vite" in said.err
