"""`levier init` makes an empty house that works; what is not safe is not opened."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from levier.config.demonstration.staff import PASSWORD as KNOWN
from tests.config.houses import ADMIN, PASSWORD, ROOT, arrives_at, environment, folder_of, levier, with_tables
from tests.config.test_serve import address

INIT = ("init", "--organisation", "Mission Locale de Forest", "--admin", ADMIN, "--name", "Nadia")
NORMAL = """
from levier.config.settings import *
DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous=NORMAL"
"""
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="works on houses of its own, on SQLite")


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("forest") / "house"
    done = levier(home, *INIT)
    assert done.returncode == 0, done.stderr
    return home


def organisations(home: Path) -> list[tuple[str, int]]:
    """Code of each, and how many memberships it has."""
    database = sqlite3.connect(home / "levier.sqlite3")
    found = database.execute(
        "SELECT o.code, count(m.id) FROM accounts_organisation o"
        " LEFT JOIN accounts_membership m ON m.organisation_id = o.id GROUP BY o.code ORDER BY 1"
    ).fetchall()
    database.close()
    return found


def test_the_administrator_of_a_new_house_comes_in_and_is_asked_for_a_second_factor(house):
    command = [sys.executable, "-P", "-m", "levier", "serve", "--port", "0", "--no-worker"]
    with subprocess.Popen(command, env=environment(house), stdout=subprocess.PIPE, text=True) as process:
        landed = arrives_at(address(process), ADMIN, PASSWORD)
        process.terminate()

    assert landed == "/compte/double-verification/"
    assert organisations(house) == [("mission-locale-de-forest", 2)]


def test_a_second_init_changes_nothing_and_says_how_to_add(house):
    before = folder_of(house)

    done = levier(house, "init", "--organisation", "Autre", "--admin", "samira@example.org")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"Il y a déjà une maison dans {house}. Rien n'a été changé.",
        "Pour y ajouter une organisation : levier init --add …",
    ]
    assert folder_of(house) == before


@pytest.mark.parametrize(
    ("mail", "password", "sentence"),
    [
        ("pas une adresse", PASSWORD, "adresse"),
        ("samira@example.org", "court", "12 caractères"),
        (ADMIN, PASSWORD, "Cette adresse mail a déjà un compte."),
    ],
)
def test_a_wrong_address_or_password_opens_no_organisation(house, mail, password, sentence):
    done = levier(house, "init", "--add", "--organisation", "Uccle", "--admin", mail, LEVIER_PASSWORD=password)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert organisations(house) == [("mission-locale-de-forest", 2)]


def test_without_a_keyboard_it_says_where_the_password_may_be_given(tmp_path):
    done = levier(tmp_path / "house", *INIT, LEVIER_PASSWORD="")

    assert (done.returncode, done.stderr) == (1, "Sans clavier, donnez le mot de passe dans LEVIER_PASSWORD.\n")


@pytest.mark.parametrize("words", [("backup",), ("drill",), ("audit", "verify")])
def test_a_folder_without_tables_is_told_what_to_begin_with(tmp_path, words):
    done = levier(tmp_path / "house", *words)

    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        ["Il n'y a pas encore de maison ici : faites-la avec « levier init », ou « levier demo »."],
    )


def test_a_journal_that_nobody_keeps_yet_is_not_called_whole(tmp_path):
    with_tables(tmp_path / "house")

    done = levier(tmp_path / "house", "audit", "verify")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Il n'y a pas encore d'organisation")


def test_the_keys_of_a_house_are_for_its_owner_only(house):
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in (house / "keys").iterdir()} == {
        "secret.key": "0o600"
    }
    assert oct(house.stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("command", ["serve", "doctor", "migrate"])
def test_production_refuses_the_secret_of_a_demonstration(house, command):
    done = levier(house, command, LEVIER_SECRET_KEY="demonstration-1234")

    assert done.returncode == 1
    assert done.stderr == "Les secrets de la démonstration ne servent jamais en production : refaites les clés.\n"


def test_an_unknown_database_is_refused_with_a_sentence(house):
    done = levier(house, "serve", DATABASE_URL="oracle://x/y")

    assert done.returncode == 1
    assert done.stderr == "DATABASE_URL : le schéma « oracle » n'est pas connu (sqlite ou postgresql).\n"


def test_production_does_not_open_a_database_that_may_lose_what_it_confirmed(house, tmp_path):
    (tmp_path / "hurried.py").write_text(NORMAL)
    path = f"{ROOT / 'src'}:{tmp_path}"

    done = levier(house, "serve", "--port", "0", DJANGO_SETTINGS_MODULE="hurried", PYTHONPATH=path)

    assert (done.returncode, done.stdout) == (
        1,
        "SQLite peut perdre un enregistrement confirmé : remettez synchronous=FULL.\n",
    )


def test_production_does_not_open_a_house_whose_passwords_everybody_knows(tmp_path):
    home = with_tables(tmp_path / "demo")
    assert levier(home, "demo", "--size", "small", "--no-serve").returncode == 0

    done = levier(home, "serve", "--port", "0")
    said = levier(home, "doctor")

    assert KNOWN == "demonstration"
    assert done.returncode == said.returncode == 1
    assert done.stdout.startswith("Cette maison est une démonstration, dont tout le monde connaît les mots de passe")
    assert "MANQUE     Cette maison est une démonstration" in said.stdout


@pytest.mark.parametrize("words", [(), ("--fresh",)])
def test_the_demonstration_never_touches_a_real_house(house, words):
    before = folder_of(house)

    done = levier(house, "demo", "--no-serve", *words)

    assert done.returncode == 1
    assert done.stderr.startswith(f"Il y a une vraie maison dans {house}.")
    assert folder_of(house) == before


def test_migrate_again_changes_no_row(house):
    before = organisations(house)

    done = levier(house, "migrate")

    assert (done.returncode, done.stdout) == (0, "La base de données était à jour.\n")
    assert organisations(house) == before
