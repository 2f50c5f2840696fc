"""The people of the tests, made by factories: call, get, read the name."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from levier.development.projects.models import Project
from levier.foundation.accounts.actions import found_organisation
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.register.people.models import NameInUse, Person
from levier.register.people.names import sound_of
from tests.guards import only_wrong_links_are_counted, refuse_writes

NOON = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


class Browser(Client):
    """A test client that fills the form token like a browser would, and lets no reading write."""

    def get(self, path: str, *arguments: Any, **extra: Any) -> HttpResponse:
        answers: list[HttpResponse] = []
        with connection.execute_wrapper(refuse_writes), only_wrong_links_are_counted(lambda: answers[0].status_code):
            answers.append(super().get(path, *arguments, **extra))
        return answers[0]

    def submit(self, path: str, data: dict[str, Any] | None = None, **extra: Any) -> HttpResponse:
        return self.post(path, {"jeton": secrets.token_hex(16)} | (data or {}), **extra)


def organisation(code: str = "saint-gilles") -> Organisation:
    known = Organisation.objects.filter(code=code).first()
    return known or found_organisation(name=f"Mission Locale {code}", code=code, at=NOON)


def colleague(role: str = Role.COUNSELLOR, *, at: Organisation | None = None, name: str = "Nadia") -> User:
    house = at or organisation()
    user = User.objects.create_user(f"{name.lower()}-{role}-{house.code}@example.org", "un mot de passe", name=name)
    Membership.objects.create(organisation=house, user=user, role=role)
    return user


def actor(role: str = Role.COUNSELLOR, *, at: Organisation | None = None, name: str = "Nadia") -> Actor:
    house = at or organisation()
    return actor_for(colleague(role, at=house, name=name), house)


def browser(user: User) -> Browser:
    client = Browser()
    client.force_login(user)
    return client


def person(
    first_name: str = "Mariam", last_name: str = "Diallo", *, at: Organisation | None = None, **fields: Any
) -> Person:
    house = at or organisation()
    words = fold(f"{first_name} {last_name}")
    known = [NameInUse(organisation=house, word=word, sound=sound_of(word)) for word in sorted(set(words.split()))]
    NameInUse.objects.bulk_create(known, ignore_conflicts=True)
    return Person.objects.create(
        organisation=house,
        first_name=first_name,
        last_name=last_name,
        search=words,
        name_key=" ".join(sorted(words.split())),
        made_at=fields.pop("made_at", NOON),
        **fields,
    )


def project(code: str = "FSE-1", *, at: Organisation | None = None, **fields: Any) -> Project:
    return Project.objects.create(
        organisation=at or organisation(),
        code=code,
        title=fields.pop("title", "Retour vers l'emploi"),
        status=fields.pop("status", Project.Status.RUNNING),
        starts_on=fields.pop("starts_on", date(2024, 1, 1)),
        ends_on=fields.pop("ends_on", date(2026, 12, 31)),
        rule_set=fields.pop("rule_set", "esf-plus-2021"),
        **fields,
    )


@dataclass
class Cast:
    """Everybody at once, for tests about who may do what."""

    house: Organisation = field(default_factory=organisation)
    elsewhere: Organisation = field(default_factory=lambda: organisation("ailleurs"))
