"""`levier doctor` says each thing that is missing or unsafe, and how to mend it."""

import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.config.houses import levier, with_tables
from tests.config.test_init import INIT

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="works on houses of its own, on SQLite")


@pytest.fixture(scope="module")
def well(tmp_path_factory) -> Path:
    home = with_tables(tmp_path_factory.mktemp("well") / "house")
    assert levier(home, *INIT).returncode == 0
    verified(home, timedelta(days=1))
    return home


@pytest.fixture
def house(well, tmp_path) -> Path:
    """A copy of a house in good health, to be hurt."""
    return Path(shutil.copytree(well, tmp_path / "house"))


def verified(home: Path, ago: timedelta) -> None:
    (home / "last-verified-backup").write_text((datetime.now(UTC) - ago).isoformat())


def findings(home: Path, **more: str) -> tuple[int, dict[str, tuple[str, str]]]:
    """Status of the command, and what it says apart from what is well: {what: (mark, how to mend)}."""
    settings = {"LEVIER_MAIL_HOST": "smtp.example.org", "LEVIER_SECURE": "1"} | more
    done = levier(home, "doctor", "--json", **settings)
    return done.returncode, {
        one["what"]: (one["mark"], one["mend"]) for one in json.loads(done.stdout) if one["mark"] != "bon"
    }


def test_a_house_in_good_health_has_nothing_to_mend(house):
    assert findings(house) == (0, {})


def test_settings_that_are_not_safe_are_said(house):
    hurt = {"LEVIER_DEBUG": "1", "LEVIER_HOSTS": "*", "LEVIER_SECURE": "0", "LEVIER_MAIL_HOST": ""}

    status, found = findings(house, **hurt)

    assert status == 1
    assert {mend: mark for mark, mend in found.values()} == {
        "Enlevez LEVIER_DEBUG.": "MANQUE",
        "Donnez ses noms dans LEVIER_HOSTS.": "MANQUE",
        "Donnez LEVIER_MAIL_HOST et LEVIER_MAIL_FROM, par exemple dans levier.conf.": "ATTENTION",
        "Servez en https et enlevez LEVIER_SECURE=0.": "ATTENTION",
    }


def test_what_others_may_read_is_said(house):
    house.chmod(0o755)
    (house / "keys" / "secret.key").chmod(0o644)

    status, found = findings(house)

    assert status == 1
    assert found == {
        "D'autres comptes de cette machine peuvent lire ce dossier.": ("ATTENTION", f"chmod 700 {house}"),
        "La clé secret.key est lisible par d'autres.": ("MANQUE", f"chmod 600 {house}/keys/secret.key"),
    }


@pytest.mark.parametrize(("ago", "warns"), [(timedelta(days=6, hours=23), False), (timedelta(days=7, hours=1), True)])
def test_a_verified_backup_is_good_for_seven_days(house, ago, warns):
    verified(house, ago)

    status, found = findings(house)

    assert status == 0
    assert found == (
        {
            "La dernière sauvegarde vérifiée a 7 jours.": (
                "ATTENTION",
                "levier backup, puis levier restore FICHIER --verify",
            )
        }
        if warns
        else {}
    )


def test_a_house_without_any_verified_backup_is_warned(house):
    (house / "last-verified-backup").unlink()

    assert findings(house) == (
        0,
        {
            "Aucune sauvegarde n'a encore été vérifiée.": (
                "ATTENTION",
                "levier backup, puis levier restore FICHIER --verify",
            )
        },
    )


def test_a_folder_without_a_house_is_told_what_to_do(tmp_path):
    status, found = findings(tmp_path / "nulle-part")

    assert status == 1
    assert found["Il n'y a pas encore de maison ici."] == (
        "MANQUE",
        "Faites-la avec « levier init », ou « levier demo ».",
    )


def test_tables_without_a_house_are_told_what_to_do(tmp_path):
    with_tables(tmp_path)

    assert findings(tmp_path)[1]["Il n'y a pas encore d'organisation."] == (
        "MANQUE",
        "levier init --organisation NOM --admin ADRESSE",
    )


def test_a_journal_that_lost_its_end_and_a_house_without_administrator_are_said(house):
    database = sqlite3.connect(house / "levier.sqlite3")
    database.executescript(
        "DROP TRIGGER journal_line_no_delete; DELETE FROM journal_line;"
        "UPDATE accounts_membership SET ended_at = '2026-01-01' WHERE role = 'administrator'"
    )
    database.close()

    status, found = findings(house)

    assert status == 1
    assert {mend: mark for mark, mend in found.values()} == {
        "levier audit verify": "MANQUE",
        "Donnez ce rôle à quelqu'un dans Équipe.": "ATTENTION",
    }
