"""Who rewrites a whole journal, its head included, leaves a chain that looks whole: what a backup kept of it tells."""

import json
import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.config.houses import ADMIN, answer, levier, told, with_tables
from tests.results import note

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the house of this test is one on SQLite")
LIVED = """
import django, json; django.setup()
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import house
here = Organisation.objects.get()
for number in range(5):
    record(by=house(here.pk), verb="person.read", object=f"people.person:{number}", change={"number": number})
print(json.dumps(here.pk))
"""
REWRITTEN = """
import django, json; django.setup()
from django.db import connection, transaction
from levier.foundation.journal.actions import record
from levier.foundation.journal.models import Detail, Head, Line
from levier.foundation.kit.actors import house
kept = list(Line.objects.order_by("number"))
with connection.cursor() as cursor:
    for verb in ("update", "delete"):
        cursor.execute(f"DROP TRIGGER journal_line_no_{verb}")
with transaction.atomic():
    Line.objects.all().delete(), Detail.objects.all().delete(), Head.objects.all().delete()
    for line in KEEP:
        record(by=house(line.organisation_id), verb=line.verb, object=OBJECT, at=line.at)
print(json.dumps(Line.objects.count()))
"""
TAMPERINGS = {
    "written again with another object in one line": ("kept", "'people.person:9' if line.number == 4 else line.object"),
    "written again word for word": ("kept", "line.object"),
    "cut short and sealed again": ("kept[:3]", "line.object"),
    "cut short, then grown past where it was": ("[*kept[:3], *kept, *kept]", "line.object"),
    "emptied": ("[]", "line.object"),
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A house with a journal, and its backup beside it."""
    home = with_tables(tmp_path_factory.mktemp("journal") / "house")
    assert levier(home, "init", "--organisation", "Mission Locale", "--admin", ADMIN).returncode == 0
    told(home, LIVED)
    answer(home, "backup", "-o", home.parent / "one.backup")
    return home


@pytest.fixture
def house(lived, tmp_path) -> Path:
    """A copy that may be hurt."""
    return Path(shutil.copytree(lived, tmp_path / "house"))


def verified(home: Path, *words: object) -> tuple[int, list[dict]]:
    done = levier(home, "audit", "verify", "--json", *words)
    return done.returncode, json.loads(done.stdout or "[]")


def test_a_journal_that_nobody_touched_is_the_one_of_the_backup(house, lived):
    code, chains = verified(house, "--against", lived.parent / "one.backup")

    assert (code, [one["first_bad"] for one in chains]) == (0, [None])
    assert chains[0]["lines"] > 5


def test_a_journal_that_went_on_since_the_backup_is_still_the_one_of_the_backup(house, lived):
    told(house, LIVED)

    assert verified(house, "--against", lived.parent / "one.backup")[0] == 0


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_journal_rewritten_whole_is_found_although_its_chain_is_whole(house, lived, tampering):
    keep, object = TAMPERINGS[tampering]
    last = verified(house)[1][0]["lines"]
    told(house, REWRITTEN.replace("KEEP", keep).replace("OBJECT", object))

    alone = verified(house)
    code, chains = verified(house, "--against", lived.parent / "one.backup")

    assert (alone[0], alone[1][0]["first_bad"]) == (0, None)
    assert (code, chains[0]["first_bad"]["number"]) == (1, last)
    note("tamperings", "rewritten whole: " + tampering, tried=1, found=int(code == 1))


def test_the_sentence_says_since_when(house, lived):
    told(house, REWRITTEN.replace("KEEP", "[]").replace("OBJECT", "line.object"))

    done = levier(house, "audit", "verify", "--against", lived.parent / "one.backup")

    assert done.returncode == 1
    assert "CHAÎNE ROMPUE" in done.stdout
    assert "a été réécrite depuis la sauvegarde" in done.stdout


def test_what_is_no_backup_of_this_house_is_said_so(house, tmp_path):
    (tmp_path / "note.txt").write_text("bonjour")

    none, other = (levier(house, "audit", "verify", "--against", tmp_path / name) for name in ("rien", "note.txt"))

    assert (none.returncode, other.returncode) == (2, 2)
    assert none.stderr.strip()
    assert other.stderr.strip()
    assert "Traceback" not in none.stderr + other.stderr
