"""Which organisation a command works for."""

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.permissions import Refused


def organisation_named(code: str) -> Organisation:
    """The organisation of that code, or the only one. Raises Refused with what to add."""
    if code:
        found = Organisation.objects.filter(code=code).first()
        if found is None:
            raise Refused(f"Il n'y a pas d'organisation « {code} ».")
        return found
    first = list(Organisation.objects.order_by("pk")[:2])
    if not first:
        raise Refused("Il n'y a pas encore d'organisation : lancez « levier init » ou « levier demo ».")
    if len(first) > 1:
        raise Refused("Il y a plusieurs organisations : ajoutez --organisation CODE.")
    return first[0]
