"""What `levier test` says at its end."""

import pytest

from levier.config.command import main, testing
from levier.config.command.testing_part import Part

GREEN = Part("SQLite", counts={"passed": 7, "skipped": 1})


def test_totals_stand_alone_on_the_last_line(capsys):
    part = Part("PostgreSQL", status=1, counts={"failed": 2, "passed": 5, "error": 1})

    assert testing.close([GREEN, part], strict=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "12 passed, 3 failed, 1 skipped"


def test_what_did_not_run_is_said_loudly_and_forgiven(capsys):
    absent = Part("PostgreSQL", absence="PostgreSQL n'est pas installé")

    assert testing.close([GREEN, absent], strict=False) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "PostgreSQL : PAS EXÉCUTÉ — PostgreSQL n'est pas installé" in lines
    assert lines[-1] == "7 passed, 0 failed, 1 skipped"


def test_what_did_not_run_is_a_failure_when_everything_is_required(capsys):
    absent = Part("Navigateur", absence="Chromium n'est pas installé")

    assert testing.close([GREEN, absent], strict=True) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed, 1 skipped"


def test_a_run_that_breaks_before_counting_is_a_failure(capsys):
    assert testing.close([GREEN, Part("PostgreSQL", status=4)], strict=False) == 1

    lines = capsys.readouterr().out.splitlines()
    assert "PostgreSQL : INTERROMPU — statut 4" in lines
    assert lines[-1] == "7 passed, 1 failed, 1 skipped"


def test_what_ran_once_is_counted_with_its_reason(capsys):
    assert testing.close([GREEN, Part("PostgreSQL", counts={"passed": 5}, left_out=3)], strict=True) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "PostgreSQL : 5 passed ; 3 n'ouvrent aucune base et n'ont tourné qu'une fois, avec SQLite" in lines
    assert lines[-1] == "12 passed, 0 failed, 1 skipped"


def test_words_for_pytest_pass_through_in_their_order(monkeypatch):
    seen = []
    monkeypatch.setattr(testing, "run", lambda options: seen.append(options) or 0)

    main(["test", "-k", "mariam and not nadia", "--require-all", "tests/foundation", "-x", "--maxfail=2"])

    assert seen[0].require_all
    assert seen[0].arguments == ["-k", "mariam and not nadia", "tests/foundation", "-x", "--maxfail=2"]


@pytest.mark.parametrize(("body", "status", "counts"), [("pass", 0, {"passed": 1}), ("assert 0", 1, {"failed": 1})])
def test_a_run_is_counted_from_its_closing_line(tmp_path, body, status, counts, capsys):
    file = tmp_path / "test_one.py"
    file.write_text(f"def test_one():\n    print('9 passed in spirit')\n    {body}\n")

    part = testing.run_pytest(
        "Essai", [str(file), "-q", "-c", "/dev/null", "-p", "no:django", "-p", "no:cacheprovider"]
    )

    assert (part.status, part.counts, part.absence) == (status, counts, "")


def test_a_run_without_tests_did_not_run(tmp_path, capsys):
    part = testing.run_pytest("Essai", [str(tmp_path), "-q", "-c", "/dev/null", "-p", "no:django"])

    assert part.absence == "aucun test trouvé"
