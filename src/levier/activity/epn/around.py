"""What the pages of the room have in common: rows found for a reader, breadcrumbs, links that are signed."""

from datetime import datetime, timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.epn.models import Space
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person

QUEUE, STATION, RULES = "epn_queue", "epn_station", "epn_rules"
"""Purposes of the links of the room."""
A_YEAR, A_DAY = timedelta(days=366), timedelta(days=1)


def found(request: HouseRequest, model: Any, pk: int, *related: str) -> Any:
    """A row of this organisation, or 404."""
    rows = model.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related(*related) if related else rows, pk=pk)


def person_of(request: HouseRequest, pk: int) -> Person:
    """A person whom this colleague may meet, or 404."""
    row: Person = found(request, Person, pk)
    return row


def trail_of(space: Space, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down to a space."""
    here = (str(space), reverse("epn:space", args=[space.pk]))
    return [(_("Espace numérique"), reverse("epn:spaces")), here, *more]


def person_trail(person: Person, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down to a person."""
    to_person = (str(person), reverse("people:person", args=[person.pk]))
    return [(_("Personnes"), reverse("people:people")), to_person, *more]


def page_of(person: Person) -> str:
    """The page of what a person does at the digital space."""
    return reverse("epn:person", args=[person.pk])


def around_person(person: Person) -> dict[str, Any]:
    """Breadcrumb and way back of a form about a person."""
    back = page_of(person)
    return {"trail": person_trail(person, (_("Numérique"), back)), "back": back}


def linked(request: HouseRequest, purpose: str, key: int, at: datetime, lasts: timedelta) -> str:
    """The whole address of a page that opens without an account, from now on for so long."""
    token = link_token(request.actor.organisation_id, purpose, key, at + lasts)
    return request.build_absolute_uri(reverse(_PAGES[purpose], args=[token]))


_PAGES = {QUEUE: "epn:queue_by_link", STATION: "epn:station_by_link", RULES: "epn:rules_by_link"}
