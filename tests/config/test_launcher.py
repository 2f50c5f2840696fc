"""The script `levier`: which Python it takes, and that it prepares the environment once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell script")
ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["sh", "dirname", "readlink", "cmp", "mkdir", "rm", "cp", "cat", "mv", "sleep"]
# Plays Python: answers what the script asks, notes what it installs, says how Levier was called.
PYTHON = """#!/bin/sh
case "$*" in
    *version_info*) exit {too_old} ;;
    *"import ensurepip"*) exit 0 ;;
    *sys.executable*) echo "$0" ;;
    --version) echo "Python {version}" ;;
    "-m venv --clear "*) echo "venv {version}" >>"$NOTES"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
    "-m pip --version") exit 0 ;;
    "-m pip install "*) for last; do :; done; echo "install ${{last##*/}}" >>"$NOTES" ;;
    "-m compileall -q "*/src) echo "compile" >>"$NOTES" ;;
    "-P -m levier"*) echo "Python {version} $*"; echo "$PYTHONPATH" ;;
    *) exit 9 ;;
esac
"""
UV = """#!/bin/sh
for last; do :; done
case "$*" in
    --version) echo "uv 0" ;;
    "venv "*) echo "uv venv $UV_PYTHON_DOWNLOADS ${4##*/}" >>"$NOTES"; mkdir -p "$5/bin"; cp "$4" "$5/bin/python" ;;
    "pip install "*) echo "uv install ${last##*/}" >>"$NOTES" ;;
esac
"""


class Machine:
    """A checkout and a PATH that holds only what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "un dossier"
        self.programs = folder / "programs"
        self.pyenv = folder / "pyenv"
        self.notes = folder / "notes"
        for place in (self.checkout, self.programs, self.pyenv):
            place.mkdir()
        self.notes.touch()
        shutil.copy(ROOT / "levier", self.checkout)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.checkout / name).write_text("one\n")
        for name in TOOLS:
            (self.programs / name).symlink_to(shutil.which(name) or name)

    def has(self, name: str, version: str) -> None:
        """Put a Python on the PATH."""
        self._write(self.programs / name, version)

    def has_in_pyenv(self, version: str) -> None:
        self._write(self.pyenv / "versions" / version / "bin" / "python", version)

    def has_uv(self) -> None:
        (self.programs / "uv").write_text(UV)
        (self.programs / "uv").chmod(0o755)

    def _write(self, file: Path, version: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PYTHON.format(version=version, too_old=int(int(version.split(".")[1]) < 12)))
        file.chmod(0o755)

    def begin(self, *words: str, script: Path | None = None) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [script or self.checkout / "levier", *words],
            env={"PATH": str(self.programs), "PYENV_ROOT": str(self.pyenv), "NOTES": str(self.notes)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *words: str, script: Path | None = None) -> tuple[int, list[str], str]:
        """Status, lines said, complaints."""
        process = self.begin(*words, script=script)
        said, complaints = process.communicate(timeout=60)
        return process.returncode, said.splitlines(), complaints

    def noted(self) -> list[str]:
        return self.notes.read_text().splitlines()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_an_old_default_python_is_passed_over_for_a_newer_one(machine):
    machine.has("python3", "3.11.7")
    machine.has("python3.12", "3.12.1")

    status, said, _ = machine.start("serve", "--port", "0")

    assert status == 0
    assert said == ["Python 3.12.1 -P -m levier serve --port 0", str(machine.checkout / "src")]


def test_the_newest_on_the_path_is_taken(machine):
    machine.has("python3.12", "3.12.1")
    machine.has("python3.14", "3.14.0")

    assert machine.start()[1][0] == "Python 3.14.0 -P -m levier"


def test_a_python_of_pyenv_is_found_by_its_place(machine):
    machine.has("python3", "3.11.7")
    for version in ("3.9.18", "3.12.1", "3.13.0"):
        machine.has_in_pyenv(version)

    assert machine.start()[1][0] == "Python 3.13.0 -P -m levier"


def test_pyenv_is_found_by_its_shim_on_the_path_in_another_home_too(machine):
    shims = machine.pyenv / "shims"
    shims.mkdir()
    machine._write(shims / "python3", "3.11.7")
    machine.has_in_pyenv("3.13.0")
    command = [machine.checkout / "levier"]
    path = f"{shims}:{machine.programs}"

    said = subprocess.run(command, env={"PATH": path, "NOTES": str(machine.notes)}, capture_output=True, text=True)

    assert said.stdout.splitlines()[0] == "Python 3.13.0 -P -m levier"


def test_without_a_python_it_says_so_in_two_languages(machine):
    machine.has("python3", "3.11.7")

    status, said, complaints = machine.start("serve")

    assert (status, said) == (1, [])
    assert "Levier demande Python 3.12 ou plus récent" in complaints
    assert "Levier needs Python 3.12 or newer" in complaints
    assert sorted(place.name for place in machine.checkout.iterdir()) == [
        "levier",
        "requirements-dev.txt",
        "requirements.txt",
    ]


def test_a_second_start_installs_nothing(machine):
    machine.has("python3", "3.13.0")

    machine.start("serve")
    machine.start("serve")

    assert machine.noted() == ["venv 3.13.0", "install requirements.txt", "compile"]


def test_tests_ask_for_the_development_set_which_holds_the_other(machine):
    machine.has("python3", "3.13.0")

    machine.start("serve")
    machine.start("test")
    machine.start("serve")

    assert machine.noted() == [
        "venv 3.13.0",
        "install requirements.txt",
        "compile",
        "install requirements-dev.txt",
        "compile",
    ]


def test_a_changed_lock_is_installed_and_so_is_the_way_back(machine):
    machine.has("python3", "3.13.0")
    lock = machine.checkout / "requirements.txt"

    for content in ("one\n", "two\n", "one\n"):
        lock.write_text(content)
        machine.start("serve")

    assert machine.noted() == ["venv 3.13.0"] + ["install requirements.txt", "compile"] * 3


def test_an_environment_whose_python_is_gone_is_made_again(machine):
    machine.has("python3", "3.13.0")
    machine.start("serve")
    (machine.checkout / ".venv" / "bin" / "python").unlink()

    assert machine.start("serve")[0] == 0
    assert machine.noted() == ["venv 3.13.0", "install requirements.txt", "compile"] * 2


def test_uv_is_used_when_it_is_there_with_the_python_that_was_found(machine):
    machine.has("python3.12", "3.12.1")
    machine.has_uv()

    assert machine.start("serve")[0] == 0
    assert machine.noted() == ["uv venv never python3.12", "uv install requirements.txt", "compile"]


def test_several_starts_at_once_install_once(machine):
    machine.has("python3", "3.13.0")

    starts = [machine.begin("serve") for _ in range(4)]
    ended = [(start.communicate(timeout=60), start.returncode) for start in starts]

    assert [status for _, status in ended] == [0] * 4
    assert machine.noted() == ["venv 3.13.0", "install requirements.txt", "compile"]
    assert not (machine.checkout / ".venv.lock").exists()


def test_the_lock_of_a_start_that_was_killed_is_taken_over(machine):
    machine.has("python3", "3.13.0")
    dead = subprocess.Popen(["true"])
    dead.wait()
    (machine.checkout / ".venv.lock").mkdir()
    (machine.checkout / ".venv.lock" / "pid").write_text(f"{dead.pid}\n")

    assert machine.start("serve")[0] == 0
    assert not (machine.checkout / ".venv.lock").exists()


def test_it_may_be_called_through_a_link(machine, tmp_path):
    machine.has("python3", "3.13.0")
    link = tmp_path / "levier"
    link.symlink_to(os.path.relpath(machine.checkout / "levier", tmp_path))

    assert machine.start("serve", script=link)[1][1] == str(machine.checkout / "src")
