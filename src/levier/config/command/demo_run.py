"""The work of `levier demo`, once Django is there."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from levier.config.command.serve import waiting_migrations
from levier.config.demonstration.building import build
from levier.config.demonstration.clock import move_on
from levier.config.demonstration.staff import PASSWORD, STAFF
from levier.config.demonstration.workbook import write_workbook
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for

WORKBOOK = "demo/fichier-stagiaires.xlsx"


def prepare(size: str, say: Callable[[str], None]) -> None:
    """Tables, association and workbook, when they are missing; dates of today."""
    if waiting_migrations():
        say("Préparation de la base de données…")
        call_command("migrate", verbosity=0, interactive=False)
    today = timezone.localdate()
    house = Organisation.objects.filter(code="saint-gilles").first()
    if house is None:
        say("Construction de l'association de démonstration…")
        house = build(size, today, say)
    else:
        with working_for(house.pk, atomic=True):
            move_on(house, today)
    place = Path(settings.HOME) / WORKBOOK
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(write_workbook(today))


def welcome(say: Callable[[str], None]) -> None:
    """Who to sign in as, one line a role, and what to try first."""
    say(f"\nMot de passe pour tous : {PASSWORD}")
    for role, name in STAFF.items():
        say(f"  {role.value.replace('_', '-') + '@example.org':<32}{role.label} ({name})")
    say(f"\nÀ essayer : importez {Path(settings.HOME) / WORKBOOK} dans le projet FSE-PLUS.\n")
