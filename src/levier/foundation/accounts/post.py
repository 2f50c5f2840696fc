"""How accounts hand their letters over, and which address their links carry."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.queries import organisations_of
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import Letter, carriers


def full_address(request: HttpRequest, path: str) -> str:
    """The address of a page as a mail shows it: on the configured site, whatever host the request claims."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return settings.CSRF_TRUSTED_ORIGINS[0].rstrip("/") + path
    return request.build_absolute_uri(path)


def post(user: User, write: Callable[[Organisation], Letter]) -> None:
    """Hand a letter to a user over to the post, in the name of an association where that user works.

    Somebody who works nowhere gets none: their account opens nothing.
    """
    for organisation in organisations_of(user.pk)[:1]:
        with working_for(organisation.pk, user_id=user.pk, atomic=True):
            for carry in carriers:
                carry(by=house(organisation.pk), letter=write(organisation), at=timezone.now())
