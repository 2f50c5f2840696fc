"""Running the tests that give figures, and reading what they noted."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from levier.config.browser import chromium
from levier.config.cluster import private_cluster, server_binaries
from levier.config.command.testing_part import Part, cores, run_pytest

NOTES = "from tests.results import note"
ABOUT = ("at", "database", "test")

type Noted = dict[str, dict[str, tuple[dict[str, float], float]]]


@dataclass
class Results:
    """What one run noted: {family: {database: (numbers, seconds)}}, the commit it ran on, lines covered in per cent."""

    noted: Noted = field(default_factory=dict)
    commit: str = ""
    broke: bool = False
    covered: float | None = None

    def of(self, family: str) -> dict[str, tuple[dict[str, float], float]]:
        """Numbers and seconds of a family, by database."""
        return self.noted.get(family, {})


def run_tests(named: list[str], *, coverage: bool = False) -> Results:
    """Run what is named, else every test that notes a figure, on each database and in a browser, if they are there."""
    root = Path(os.environ.get("LEVIER_CHECKOUT", "."))
    os.chdir(root)
    chosen = named or sorted(str(file) for file in Path("tests").rglob("test_*.py") if NOTES in file.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="levier-figures-") as folder:
        house = {"LEVIER_RESULTS": str(Path(folder) / "noted")}
        parts = _run_all(chosen, folder, house, coverage)
        results = Results(commit=_commit(), broke=any(part.broke for part in parts))
        results.noted = _read(Path(folder) / "noted", _seconds(Path(folder)))
        results.covered = _covered(folder) if coverage else None
    return results


def noted_already() -> Results:
    """What tests run since the last commit noted beside the code; none is run now."""
    os.chdir(os.environ.get("LEVIER_CHECKOUT", "."))
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    since = float(said.stdout or 0)
    return Results(commit=_commit(), noted=_read(Path(".results"), {}, since))


def _run_all(chosen: list[str], folder: str, house: dict[str, str], coverage: bool) -> list[Part]:
    def words(name: str, marks: str) -> list[str]:
        return [*chosen, "-n", str(cores()), "-m", marks, f"--junitxml={folder}/{name}.xml"]

    if coverage:
        parts = [run_pytest("SQLite", [f"--junitxml={folder}/sqlite.xml", "-m", "not browser"], house | _watch(folder))]
    else:
        parts = [run_pytest("SQLite", words("sqlite", "not browser"), house)]
    binaries = server_binaries()
    if binaries is not None:
        with private_cluster(binaries) as url:
            parts.append(run_pytest("PostgreSQL", words("postgresql", "not browser"), house | {"DATABASE_URL": url}))
    if chromium() is not None:
        parts.append(run_pytest("Navigateur", words("browser", "browser"), house))
    return parts


def _watch(folder: str) -> dict[str, str]:
    """Environment in which a run of the tests counts the lines that it passes."""
    return {"LEVIER_COVERAGE": f"{folder}/lines", "COVERAGE_CORE": "sysmon"}


def _covered(folder: str) -> float | None:
    import coverage

    if not Path(f"{folder}/lines").exists():
        return None
    seen = coverage.Coverage(data_file=f"{folder}/lines")
    seen.load()
    with open(os.devnull, "w") as nowhere:
        return round(seen.report(file=nowhere), 1)


def _seconds(folder: Path) -> dict[str, float]:
    """Seconds of each test, by its name as pytest says it while it runs."""
    found: dict[str, float] = {}
    for file in folder.glob("*.xml"):
        for case in Xml.parse(file).iter("testcase"):  # noqa: S314 - written by our own run a moment ago
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
            found[f"{file.stem} {name}"] = float(case.get("time", 0))
    return found


def _read(folder: Path, seconds: dict[str, float], since: float = 0) -> Noted:
    """Add up what was noted from that moment on; the greatest of what is called "most"."""
    noted: Noted = {}
    timed: set[str] = set()
    for file in sorted(one for one in folder.glob("*/*-*.json") if one.stat().st_mtime >= since):
        kept: dict[str, Any] = json.loads(file.read_text())
        totals, time = noted.setdefault(file.parent.name, {}).get(kept["database"], ({}, 0.0))
        for name, value in kept.items():
            if name not in ABOUT:
                totals[name] = (
                    max(totals.get(name, 0), value) if name.startswith("most_") else totals.get(name, 0) + value
                )
        for part in (kept["database"], "browser"):
            test = f"{part} {kept['test']}"
            time += seconds.get(test, 0) if test not in timed else 0
            timed.add(test)
        noted[file.parent.name][kept["database"]] = (totals, time)
    return noted


def _commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return said.stdout.strip()
