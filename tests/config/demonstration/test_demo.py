"""`levier demo` from the outside: a first start, a second one, another one anew."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.processes import poll

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LEVIER_DEMONSTRATION")}
    return kept | {"LEVIER_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def demo(home: Path, *words: str) -> str:
    command = [sys.executable, "-P", "-m", "levier", "demo", "--size", "small", *words]
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(home: Path, table: str) -> int:
    with sqlite3.connect(home / "levier.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("demo")
    demo(place, "--no-serve")
    return place


def test_the_first_start_says_who_to_sign_in_as_one_line_a_role_and_three_things_to_try(home):
    said = demo(home, "--no-serve")

    assert len(re.findall(r"^  [a-z-]+@example\.org +\S", said, re.MULTILINE)) == 10
    assert "Mot de passe pour tous : demonstration" in said
    assert re.findall(r"^  ([0-9])\. ", said, re.MULTILINE) == ["1", "2", "3"]
    assert str(home / "demo" / "fichier-stagiaires.xlsx") in said
    assert (home / "demo" / "fichier-stagiaires.xlsx").stat().st_size > 5_000


def test_the_second_start_takes_less_than_five_seconds_and_keeps_everything(home):
    with sqlite3.connect(home / "levier.sqlite3") as database:
        database.execute("UPDATE partners_partner SET note = 'noté par moi' WHERE code = 'cpas'")
    people = rows(home, "people_person")
    before = os.times()

    demo(home, "--no-serve")

    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    with sqlite3.connect(home / "levier.sqlite3") as database:
        note = database.execute("SELECT note FROM partners_partner WHERE code = 'cpas'").fetchone()[0]
    assert (rows(home, "people_person"), note) == (people, "noté par moi")
    assert spent < 5


def test_fresh_begins_anew(home, tmp_path):
    place = shutil.copytree(home, tmp_path / "copy")
    with sqlite3.connect(place / "levier.sqlite3") as database:
        database.execute("UPDATE partners_partner SET note = 'noté par moi'")

    demo(place, "--no-serve", "--fresh")

    with sqlite3.connect(place / "levier.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM partners_partner WHERE note = 'noté par moi'").fetchone() == (0,)


def test_a_taken_port_is_said_and_the_next_free_one_opens(home, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-P", "-m", "levier", "demo", "--size", "small", "--port", str(port)]
        said = tmp_path / "said"
        with (
            said.open("w") as out,
            subprocess.Popen(
                command, env=environment(home) | {"PYTHONUNBUFFERED": "1"}, stdout=out, stderr=subprocess.STDOUT
            ) as process,
        ):
            try:
                assert poll(lambda: "À essayer" in said.read_text() or "essayer :" in said.read_text(), 60)
            finally:
                process.terminate()
    text = said.read_text()
    found = re.search(rf"Le port {port} est pris : Levier prend le (\d+)\.", text)
    assert found
    assert f"http://127.0.0.1:{found.group(1)}" in text


def test_without_a_folder_given_the_demonstration_takes_one_of_its_own(tmp_path):
    asked = environment(tmp_path) | {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    del asked["LEVIER_HOME"]
    command = [sys.executable, "-P", "-m", "levier", "demo", "--size", "small", "--no-serve"]

    done = subprocess.run(command, env=asked, capture_output=True, text=True, timeout=300, check=False)

    assert done.returncode == 0, done.stderr
    assert [place.parent.name for place in tmp_path.rglob("levier.sqlite3")] == ["levier-demo"]
