"""Who is asked to call: the first of some colleagues who still works here."""

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit.actors import Actor


def who_calls(by: Actor, *wanted: int | None) -> User | None:
    """The first of these users, by number, who is a colleague today; None when none is."""
    asked = [pk for pk in wanted if pk]
    here = {one.pk: one for one in colleagues(by).filter(pk__in=asked)}
    return next((here[pk] for pk in asked if pk in here), None)
