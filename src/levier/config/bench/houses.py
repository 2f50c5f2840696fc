"""The houses in which benches measure: made once for a database and a size, and found again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from levier.config.laying import lay_tables
from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a bench. `rows` 0: the bench's own size; `full`: that of the release."""

    rows: int = 0
    full: bool = False
    repeats: int = 5
    say: Say = lambda text: None

    def size(self, usual: int, whole: int) -> int:
        """How many rows this bench takes."""
        return self.rows or (whole if self.full else usual)


def tables_ready() -> None:
    """Make the tables when they are not there; the home of the database too."""
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    lay_tables()


def house(code: str, fill: Callable[[Organisation], None], say: Say) -> Organisation:
    """The organisation of that code with what `fill` writes in it, made when it is not whole yet."""
    held = Organisation.objects.filter(code=code).first()
    if held and held.settings.get("bench"):
        return held
    if held:
        raise SystemExit(f"La base du banc s'est arrêtée en plein travail ({code}) : supprimez-la, puis recommencez.")
    say(f"Données « {code} »…")
    made = found_organisation(name=f"Banc {code}", code=code, at=timezone.now())
    user = User.objects.create_user(f"{code}@banc.example", None, name="Claire")
    for role in (Role.DIRECTION, Role.ADMINISTRATOR, Role.COUNSELLOR):
        Membership.objects.create(organisation=made, user=user, role=role)
    fill(made)
    made.settings = {"bench": True}
    made.save(update_fields=["settings"])
    return made


def colleague_of(organisation: Organisation) -> User:
    return User.objects.get(email=f"{organisation.code}@banc.example")


def actor_in(organisation: Organisation) -> Actor:
    """Somebody who may do everything that benches do."""
    return actor_for(colleague_of(organisation), organisation)


class Browser(Client):
    """Signed in, through the whole middleware, under the addresses that hold `ping`."""

    def __init__(self, organisation: Organisation, mail: str = "") -> None:
        super().__init__(SERVER_NAME="localhost")
        self.force_login(User.objects.get(email=mail) if mail else colleague_of(organisation))

    def page(self, address: str) -> bytes:
        """The body of a page that must be there."""
        answer = self.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return bytes(answer.content)

    def send(self, address: str, fields: dict[str, str]) -> int:
        """The status that answers a form without a file, sent as browsers send it (the client alone sends parts)."""
        answer = self.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")
        return int(answer.status_code)


def undone(work: Callable[[], Any]) -> Any:
    """Run and take back all that was written."""
    with transaction.atomic():
        found = work()
        transaction.set_rollback(True)
    return found
