"""What other rooms ask of partners."""

from typing import Any

from django.db.models import CharField, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Partner, Programme


def funders(actor: Actor) -> QuerySet[Partner]:
    """Partners that fund, or have a programme."""
    funding = Programme.objects.visible_to(actor).values("funder")
    found: QuerySet[Partner] = Partner.objects.visible_to(actor).filter(Q(kind=Partner.Kind.FUNDER) | Q(pk__in=funding))
    return found


def narrowed(rows: QuerySet[Partner], words: str) -> QuerySet[Partner]:
    """Of these partners, those whose name, code, number or commune holds each folded word."""
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    return rows


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    found = narrowed(Partner.objects.visible_to(actor), words).order_by("pk").values("pk")[:10]
    return (
        Partner.objects.filter(pk__in=found)
        .order_by()
        .annotate(
            source=Value("partner", output_field=CharField()),
            key=Cast("pk", IntegerField()),
            title=Cast("name", CharField()),
            detail=Cast("commune", CharField()),
        )
        .values_list("source", "key", "title", "detail")
    )


def words_known(actor: Actor, words: str) -> Any:
    """Words of partners, for a mistyped one. Rows of one text."""
    some = Partner.objects.visible_to(actor).order_by("pk").values("pk")[:2_000]
    return Partner.objects.filter(pk__in=some).order_by().annotate(text=Cast("search", CharField())).values_list("text")
