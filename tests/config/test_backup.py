"""A backup is proven, not hoped for: it rebuilds the whole house, or it is refused and the house is as before."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from levier.config.backup.sealed import FRAME, MAGIC, NotOurs, seal, unseal
from levier.config.demonstration.staff import PASSWORD
from tests.config.houses import answer, arrives_at, environment, folder_of, levier, tables_of, with_tables
from tests.config.test_serve import address
from tests.results import note

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own are in test_backup_postgresql")
BUSY = """
import django, sys, time; django.setup()
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.actors import house
from levier.register.agenda.models import Todo
from levier.foundation.journal.actions import record
from django.db import transaction
from django.utils import timezone
first, owner = Organisation.objects.first(), User.objects.first()
print("begun", flush=True)
for number in range(100_000):
    with transaction.atomic():
        made = Todo.objects.create(organisation=first, title=f"n {number}", owner=owner, made_at=timezone.now())
        record(by=house(first.pk), verb="todo.created", object=f"agenda.todo:{made.pk}", change={"number": number})
    time.sleep(0.02)
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A small house full of life, with files, and its backup in `one.backup`, its keys in `keys-apart`."""
    home = with_tables(tmp_path_factory.mktemp("lived") / "house")
    assert levier(home, "demo", "--size", "small", "--no-serve").returncode == 0
    (home / "files" / "2026").mkdir(parents=True)
    (home / "files" / "2026" / "preuve.pdf").write_bytes(b"%PDF-1.7 preuve")
    (home / "files" / "vide").touch()
    answer(home, "backup", "-o", home.parent / "one.backup", "--keys-to", home.parent / "keys-apart")
    return home


@pytest.fixture
def house(lived, tmp_path) -> Path:
    """A copy that may be hurt, with its backup beside it."""
    shutil.copy(lived.parent / "one.backup", tmp_path / "one.backup")
    return Path(shutil.copytree(lived, tmp_path / "house"))


def test_a_backup_says_what_it_holds_and_is_for_its_owner_only(house, tmp_path):
    said = answer(house, "backup", "-o", tmp_path / "two.backup")

    stored = [one for one in (house / "files").rglob("*") if one.is_file()]
    assert stored
    assert (said["file"], said["files"]) == (str(tmp_path / "two.backup"), len(stored))
    assert said["rows"] == sum(table["rows"] for table in tables_of(house).values())
    assert oct((tmp_path / "two.backup").stat().st_mode & 0o777) == "0o600"
    assert b"Diallo" not in (tmp_path / "two.backup").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["house", "one.backup", "two.backup"]


def test_a_proven_backup_is_remembered_and_the_house_is_untouched(house, tmp_path):
    before = folder_of(house)

    assert answer(house, "restore", tmp_path / "one.backup", "--verify") == {"proven": True}

    assert set(folder_of(house).items()) - set(before.items()) == {
        ("last-verified-backup", folder_of(house)["last-verified-backup"])
    }
    assert "Sauvegarde vérifiée le" in levier(house, "doctor").stdout


def test_an_empty_machine_becomes_the_whole_house_and_one_signs_in(lived, tmp_path):
    home, keys = tmp_path / "elsewhere", lived.parent / "keys-apart"

    said = answer(home, "restore", lived.parent / "one.backup", "--keys", keys)

    assert said == {"home": str(home), "former_home": "", "former_database": ""}
    assert tables_of(home) == tables_of(lived)
    assert {name: digest for name, digest in folder_of(home).items() if name.startswith(("files", "keys"))} == {
        name: digest for name, digest in folder_of(lived).items() if name.startswith(("files", "keys"))
    }
    assert levier(home, "audit", "verify").returncode == 0
    command = [sys.executable, "-P", "-m", "levier", "serve", "--port", "0", "--no-worker"]
    demo = environment(home, LEVIER_DEMONSTRATION="1")
    with subprocess.Popen(command, env=demo, stdout=subprocess.PIPE, text=True) as process:
        assert arrives_at(address(process), "counsellor@example.org", PASSWORD) == "/"
        process.terminate()


def test_restoring_keeps_the_former_house_beside(house, tmp_path):
    database = sqlite3.connect(house / "levier.sqlite3")
    database.execute("UPDATE accounts_organisation SET name = 'Après la sauvegarde'")
    database.commit()
    database.close()

    said = answer(house, "restore", tmp_path / "one.backup")

    former = Path(said["former_home"])
    assert (former.parent, former.name.startswith("house.before-")) == (tmp_path, True)
    names = [_name(place / "levier.sqlite3") for place in (house, former)]
    assert names == ["Mission Locale de Saint-Gilles (démonstration)", "Après la sauvegarde"]
    assert folder_of(house / "keys") == folder_of(former / "keys")


def test_a_database_that_lives_elsewhere_is_restored_there(lived, tmp_path):
    place = tmp_path / "data" / "base.sqlite3"
    place.parent.mkdir()
    place.write_bytes(b"")
    home = tmp_path / "house"

    said = answer(
        home,
        "restore",
        lived.parent / "one.backup",
        "--keys",
        lived.parent / "keys-apart",
        DATABASE_URL=f"sqlite:///{place}",
    )

    assert _name(place).startswith("Mission Locale de Saint-Gilles")
    assert Path(said["former_database"]).read_bytes() == b""
    assert not (home / "levier.sqlite3").exists()


def _name(file: Path) -> str:
    database = sqlite3.connect(file)
    (name,) = database.execute("SELECT name FROM accounts_organisation").fetchone()
    database.close()
    return str(name)


def _cut(data: bytes, at: int) -> bytes:
    return data[:at]


DAMAGES = {
    "an empty file": lambda data: b"",
    "not a backup": lambda data: b"PK\x03\x04" + data,
    "cut in the heading": lambda data: data[: len(MAGIC) + 3],
    "cut after the heading": lambda data: data[: len(MAGIC) + 8],
    "cut in a length": lambda data: data[: len(MAGIC) + 10],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "one bit turned": lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
    "a word too many": lambda data: data + b"\x00\x00\x00\x01x",
    "another nonce": lambda data: data[: len(MAGIC)] + bytes(8) + data[len(MAGIC) + 8 :],
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("verify", [("--verify",), ()])
def test_what_is_not_whole_is_refused_and_the_house_is_as_before(lived, tmp_path, damage, verify):
    file = tmp_path / "hurt.backup"
    file.write_bytes(DAMAGES[damage]((lived.parent / "one.backup").read_bytes()))
    before, beside = folder_of(lived), sorted(lived.parent.iterdir())

    done = levier(lived, "restore", file, *verify)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() in (
        "Ce fichier n'est pas une sauvegarde de Levier.",
        "La sauvegarde n'est pas entière.",
        "La sauvegarde n'est pas entière, ou elle est fermée avec une autre clé.",
    )
    assert (folder_of(lived), sorted(lived.parent.iterdir())) == (before, beside)


def test_another_house_s_backup_or_key_is_refused(lived, tmp_path):
    other = tmp_path / "other"
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "backup.key").write_text("une autre clé\n".replace("é", "e"))
    before = folder_of(lived)
    levier(other, "migrate", "--quiet")
    answer(other, "backup", "-o", tmp_path / "foreign.backup")

    foreign = levier(lived, "restore", tmp_path / "foreign.backup")
    wrong_key = levier(lived, "restore", lived.parent / "one.backup", "--keys", tmp_path / "keys")
    no_key = levier(tmp_path / "empty", "restore", lived.parent / "one.backup")

    assert [done.returncode for done in (foreign, wrong_key, no_key)] == [1, 1, 1]
    assert "autre clé" in foreign.stderr
    assert "autre clé" in wrong_key.stderr
    assert "--keys DOSSIER" in no_key.stderr
    assert folder_of(lived) == before
    assert not (tmp_path / "empty").exists()


def test_a_backup_of_another_version_says_which(lived, tmp_path):
    from tests.config.reseal import resealed

    def older(manifest):
        manifest["version"], manifest["migrations"] = "0.0.9", manifest["migrations"][:-1]

    resealed(lived.parent / "one.backup", tmp_path / "older.backup", lived / "keys", older)

    done = levier(lived, "restore", tmp_path / "older.backup", "--verify")

    assert done.returncode == 1
    assert "une autre version de Levier (0.0.9)" in done.stderr


def test_a_backup_whose_rows_are_not_those_it_counted_is_refused(lived, tmp_path):
    from tests.config.reseal import resealed

    def other_count(manifest):
        manifest["tables"]["people.person"]["rows"] += 1

    resealed(lived.parent / "one.backup", tmp_path / "wrong.backup", lived / "keys", other_count)
    before = folder_of(lived)

    done = levier(lived, "restore", tmp_path / "wrong.backup")

    assert done.returncode == 1
    assert done.stderr.strip() == "La sauvegarde relue diffère de l'original : people.person"
    assert folder_of(lived) == before


def test_a_backup_made_while_people_work_is_one_moment(house, tmp_path):
    writer = [sys.executable, "-c", BUSY]
    named = environment(house, DJANGO_SETTINGS_MODULE="levier.config.settings")
    with subprocess.Popen(writer, env=named, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        saved = [levier(house, "backup", "-o", tmp_path / f"{number}.backup").returncode for number in range(2)]
        process.kill()

    said = answer(tmp_path / "copy", "restore", tmp_path / "1.backup", "--keys", house / "keys")

    assert saved == [0, 0]
    assert Path(said["home"]) == tmp_path / "copy"
    assert levier(tmp_path / "copy", "audit", "verify").returncode == 0
    database = sqlite3.connect(tmp_path / "copy" / "levier.sqlite3")
    ((written,),) = database.execute("SELECT count(*) FROM agenda_todo WHERE title LIKE 'n %'").fetchall()
    ((told,),) = database.execute(
        "SELECT count(*) FROM journal_line WHERE object LIKE 'agenda.todo:%'"
        " AND verb = 'todo.created' AND actor LIKE 'house%'"
    ).fetchall()
    database.close()
    assert written == told
    assert written > 0


def test_the_drill_says_its_seconds_and_leaves_no_false_comfort(house):
    said = answer(house, "drill")
    note("drill", "small", rows=said["rows"], seconds=said["seconds_to_restore"], differing=said["tables_differing"])

    assert said["rows"] == sum(table["rows"] for table in tables_of(house).values())
    assert (said["tables_differing"], said["seconds_to_restore"] > 0) == (0, True)
    assert not (house / "last-verified-backup").exists()


def test_frames_cannot_be_moved_repeated_or_left_out(tmp_path):
    source, sealed = tmp_path / "plain", tmp_path / "sealed"
    source.write_bytes(bytes(FRAME) + b"1" * FRAME + b"2" * 100)
    with source.open("rb") as plain, sealed.open("wb") as target:
        seal(plain, target, "cle")
    data, start, step = sealed.read_bytes(), len(MAGIC) + 8, FRAME + 20
    head, frames = (
        data[:start],
        [data[start : start + step], data[start + step : start + 2 * step], data[start + 2 * step :]],
    )

    for order in ([1, 0, 2], [0, 0, 1, 2], [0, 2], [0, 1], [0, 1, 2, 2], []):
        sealed.write_bytes(head + b"".join(frames[number] for number in order))
        with (tmp_path / "out").open("wb") as out, pytest.raises(NotOurs):
            unseal(sealed, out, "cle")
    assert json.dumps(len(frames)) == "3"
