"""`levier check --figures` prints what the tests found, beside its bar, and nothing that did not run."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from levier.config.command import main
from levier.config.command.figures import NOT_RUN, PROMISES, in_words, measured
from levier.config.command.figures_run import Results, _read, _seconds, noted_already
from levier.config.command.figures_still import accepted_costs, declared_fields, dependencies

ROOT = Path(__file__).resolve().parents[2]


def noted(folder, family, part, database="sqlite", test="", **numbers):
    place = folder / family / f"{database}-{part}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"at": "2026-06-15", "database": database, "test": test, **numbers}))


def lines_of(results):
    return {(one.figure, one.database): one for one in measured(results)}


def test_what_no_test_noted_says_that_it_did_not_run(monkeypatch):
    monkeypatch.chdir(ROOT)

    found = measured(Results(commit="abc"))

    assert {one.value for one in found[: len(PROMISES)]} == {NOT_RUN}
    assert {one.met for one in found[: len(PROMISES)]} == {None}


def test_parts_are_added_up_by_database_and_the_greatest_is_kept_of_what_is_called_most(tmp_path):
    noted(tmp_path, "fuzz", "people", inputs=6_000, accidents=0)
    noted(tmp_path, "fuzz", "projects", inputs=5_000, accidents=1)
    noted(tmp_path, "fuzz", "people", "postgresql", inputs=12_000, accidents=0)
    noted(tmp_path, "budgets", "direction", most_queries=9, most_kilobytes=31.5, most_requests=7)
    noted(tmp_path, "budgets", "reception", most_queries=12, most_kilobytes=20.0, most_requests=7)

    read = _read(tmp_path, {})

    assert read["fuzz"] == {
        "sqlite": ({"inputs": 11_000, "accidents": 1}, 0.0),
        "postgresql": ({"inputs": 12_000, "accidents": 0}, 0.0),
    }
    assert read["budgets"]["sqlite"][0] == {"most_queries": 12, "most_kilobytes": 31.5, "most_requests": 7}


def test_the_figures_of_the_last_run_are_those_noted_since_the_last_commit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEVIER_CHECKOUT", str(tmp_path))
    git = ("git", "-c", "user.name=Levier", "-c", "user.email=levier@exemple.be")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "A house"], check=True)
    noted(tmp_path / ".results", "fuzz", "people", inputs=6_000, accidents=0)
    noted(tmp_path / ".results", "fuzz", "projects", inputs=5_000, accidents=1)
    os.utime(tmp_path / ".results" / "fuzz" / "sqlite-projects.json", (0, 0))

    found = noted_already()

    assert (found.noted, found.broke, bool(found.commit)) == (
        {"fuzz": {"sqlite": ({"inputs": 6_000, "accidents": 0}, 0.0)}},
        False,
        True,
    )


def test_a_figure_that_misses_its_bar_is_said_so(monkeypatch):
    monkeypatch.chdir(ROOT)
    results = Results(commit="abc", noted={"fuzz": {"sqlite": ({"inputs": 11_000, "accidents": 1}, 4.0)}})

    line = lines_of(results)["fuzz inputs / 500s", "sqlite"]

    assert (line.value, line.bar, line.met, line.commit, line.seconds) == ("11000 / 1", "10,000 / 0", False, "abc", 4.0)
    assert re.search(r"fuzz inputs / 500s +11000 / 1 +10,000 / 0 +MISSED +sqlite +abc +4", in_words([line]))


@pytest.mark.parametrize(
    ("family", "numbers", "met"),
    [
        ("fuzz", {"inputs": 9_000, "accidents": 0}, False),
        ("fuzz", {"inputs": 10_000, "accidents": 0}, True),
        ("tamperings", {"tried": 40, "found": 39}, False),
        ("tamperings", {"tried": 0, "found": 0}, False),
        ("drill", {"rows": 9, "seconds": 61.0, "differing": 0}, False),
        ("canary", {"pages": 900, "hits": 0}, True),
    ],
)
def test_bars_are_bars(family, numbers, met):
    promise = next(one for one in PROMISES if one.family == family)

    assert promise.is_met(numbers) is met


def test_seconds_of_a_family_are_those_of_its_tests_each_once(tmp_path):
    (tmp_path / "sqlite.xml").write_text(
        '<testsuites><testsuite><testcase classname="tests.trust.test_x" name="test_a[1]" time="1.5"/>'
        '<testcase classname="tests.trust.test_x" name="test_b" time="2.0"/></testsuite></testsuites>'
    )
    noted(tmp_path / "noted", "canary", "one", test="tests/trust/test_x.py::test_a[1]", pages=1, hits=0)
    noted(tmp_path / "noted", "canary", "two", test="tests/trust/test_x.py::test_a[1]", pages=1, hits=0)

    assert _read(tmp_path / "noted", _seconds(tmp_path))["canary"]["sqlite"] == ({"pages": 2, "hits": 0}, 1.5)


def test_counts_of_the_code_itself_are_read_from_it(monkeypatch):
    monkeypatch.chdir(ROOT)
    said, every = map(int, declared_fields().value.split(" / "))

    assert 20 < int(dependencies().value) < 80
    assert (said, every > 300) == (every, True)
    assert re.fullmatch(r"\d+ / [\d.]+ / \d+", accepted_costs().value)


def test_a_family_that_no_promise_names_is_printed_too(monkeypatch):
    monkeypatch.chdir(ROOT)
    results = Results(commit="abc", noted={"hostile_files": {"sqlite": ({"tried": 40, "taken": 0}, 2.0)}})

    assert lines_of(results)["hostile_files", "sqlite"].value == "tried 40, taken 0"


def test_unknown_words_without_figures_are_refused(capsys):
    assert main(["check", "danser"]) == 2
    assert capsys.readouterr().err == "levier check : mots inconnus : danser\n"
