"""The work of `levier demo`, once Django is there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from levier.config.command.houses import lay_all_grounds
from levier.config.command.serve import waiting_migrations
from levier.config.demonstration.building import CODE, DAY, build
from levier.config.demonstration.clock import ages_from, move_on
from levier.config.demonstration.people import by_ear
from levier.config.demonstration.staff import PASSWORD, STAFF, address
from levier.config.demonstration.workbook import SIGNS, trainees_workbook
from levier.config.laying import lay_tables
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.register.people.models import Person

WORKBOOK = "demo/fichier-stagiaires.xlsx"


def prepare(size: str, say: Callable[[str], None]) -> None:
    """Tables, association and workbook, when they are missing; dates of today."""
    if waiting_migrations():
        say("Préparation de la base de données…")
        lay_tables()
        lay_all_grounds()
    today = timezone.localdate()
    house = Organisation.objects.filter(code=CODE).first()
    if house is None:
        say("Construction de l'association de démonstration…")
        house, moved = build(size, today, say), 0
    else:
        with working_for(house.pk, atomic=True):
            moved = move_on(house, today)
    place = Path(settings.HOME) / WORKBOOK
    if moved or not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(workbook_of(house))


def workbook_of(house: Organisation) -> bytes:
    """The workbook to import, as of the day that the dates speak from; three of its people are known already."""
    with working_for(house.pk):
        people = Person.objects.filter(organisation=house, merged_into=None, participations=None)
        rows = people.exclude(birth_date=None).exclude(gender="").exclude(last_name="").exclude(first_name="")
        misheard = [one for one in rows.order_by("pk")[40:200] if by_ear(one.first_name) != one.first_name]
        known = [(one.last_name, by_ear(one.first_name), one.birth_date, SIGNS[one.gender]) for one in misheard[:3]]
        return trainees_workbook(date.fromisoformat(house.settings[DAY]), ages_from(house), known=known)


def welcome(say: Callable[[str], None]) -> None:
    """Who to sign in as, one line a role, and three things to try."""
    say(f"\nMot de passe pour tous : {PASSWORD}")
    for role, name in STAFF.items():
        say(f"  {address(role.value):<30}{role.label} ({name})")
    say("\nTrois choses à essayer :")
    say("  1. Gestion de projets : ouvrez le projet FSE-PLUS et importez-y le fichier")
    say(f"     {Path(settings.HOME) / WORKBOOK}")
    say("  2. Gestion de projets : ouvrez le rapport FSE+ du projet, et un chiffre jusqu'à ses personnes.")
    say("  3. Animation et formation : notez une feuille de présences, « tous présents sauf… ».\n")
