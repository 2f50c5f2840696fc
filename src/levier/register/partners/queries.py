"""What other rooms ask of partners."""

from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Partner, Programme

NEAR = 86
MOST_ALIKE = 5
MOST_COMPARED = 5_000


def funders(actor: Actor) -> QuerySet[Partner]:
    """Partners that fund, or have a programme."""
    funding = Programme.objects.visible_to(actor).order_by().values("funder")
    named = Partner.objects.visible_to(actor).filter(kind=Partner.Kind.FUNDER).order_by().values("pk")
    found: QuerySet[Partner] = Partner.objects.filter(pk__in=named.union(funding))
    return found


def narrowed(rows: QuerySet[Partner], words: str) -> QuerySet[Partner]:
    """Of these partners, those whose name, code, number or commune holds each folded word."""
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    return rows


def alike(actor: Actor, name: str, number: str) -> list[tuple[Partner, str]]:
    """Partners that may be the one of this name or enterprise number, each with the reason; at most five."""
    known = Partner.objects.visible_to(actor).order_by("pk")
    same_number = known.filter(enterprise_number=number)[:MOST_ALIKE] if number else ()
    found = {one: _("même numéro d'entreprise") for one in same_number}
    names = {pk: fold(text) for pk, text in known.values_list("pk", "name")[:MOST_COMPARED]} if name else {}
    near: Any = process.extract(fold(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST_ALIKE)
    partners = known.in_bulk([pk for _text, _score, pk in near])
    for _text, score, pk in near:
        found.setdefault(partners[pk], _("même nom") if score == 100 else _("nom proche"))
    return list(found.items())[:MOST_ALIKE]


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    found = narrowed(Partner.objects.visible_to(actor), words).order_by("search", "pk").values("pk")[:10]
    near = Partner.objects.filter(pk__in=found).order_by()
    return near.values_list(Value("partner"), "pk", "name", "commune")


def words_known(actor: Actor, words: str) -> Any:
    """Words of partners, for a mistyped one. Rows of kind and text."""
    some = Partner.objects.visible_to(actor).order_by("search", "pk").values("pk")[:2_000]
    return Partner.objects.filter(pk__in=some).order_by().values_list(Value("partner"), "search")
