"""What other rooms ask of people."""

from typing import Any

from django.db.models import CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from levier.foundation.kit.actors import Actor
from levier.register.people.models import ContactPoint, Person
from levier.register.people.names import sound_key


def narrowed(everybody: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Of these people, those whose name holds each folded word or sounds like them, or whose phone holds the digits."""
    if not words:
        return everybody.none()
    digits = words.replace(" ", "")
    if digits.isdigit() and len(digits) >= 4:
        points = ContactPoint.objects.filter(person=OuterRef("pk"), key__contains=digits.lstrip("0"))
        return everybody.filter(Exists(points))
    named = Q()
    for word in words.split()[:5]:
        named &= Q(search__contains=word)
    sound = sound_key(words, "")
    alike = Q(sound_key=sound) if len(sound) >= 3 else Q()
    return everybody.filter(named | alike) if alike else everybody.filter(named)


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    return (
        Person.objects.filter(pk__in=narrowed(Person.objects.visible_to(actor), words).order_by("pk").values("pk")[:10])
        .order_by()
        .annotate(
            kind=Value("person", output_field=CharField()),
            key=Cast("pk", IntegerField()),
            title=Concat("first_name", Value(" "), "last_name", output_field=CharField()),
            detail=Concat("postcode", Value(" "), "commune", output_field=CharField()),
        )
        .values_list("kind", "key", "title", "detail")
    )
