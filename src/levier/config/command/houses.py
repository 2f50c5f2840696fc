"""Which organisation a command works for, and how a new one is opened."""

from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from levier.config.command.typed import typed
from levier.foundation.accounts.actions import found_organisation, lay_grounds
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import house as the_house
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
        raise Refused(f"Il n'y a pas encore d'organisation : lancez « {typed('init')} » ou « {typed('demo')} ».")
    if len(first) > 1:
        raise Refused("Il y a plusieurs organisations : ajoutez --organisation CODE.")
    return first[0]


def holds_a_house() -> bool:
    """Is there an organisation in this database, whatever the version of its tables?"""
    return Organisation._meta.db_table in connection.introspection.table_names() and Organisation.objects.exists()


def is_demonstration() -> bool:
    """Does this database hold invented people, and accounts whose password everybody knows?"""
    return Organisation.objects.filter(settings__has_key="demonstration_day").exists()


def lay_all_grounds() -> None:
    """After an upgrade: each association gets what a room newly lays down."""
    for organisation in Organisation.objects.order_by("pk"):
        lay_grounds(organisation=organisation, at=timezone.now())


@transaction.atomic
def open_house(name: str, mail: str, who: str, password: str) -> Organisation:
    """A new organisation with its first administrator, who also directs until colleagues are invited.

    Raises Refused when the name or the address is taken, ValidationError when the address or password is not accepted.
    """
    validate_email(mail)
    user = User(email=mail.lower(), name=who)
    validate_password(password, user)
    code = slugify(name)[:40] or "association"
    if Organisation.objects.filter(code=code).exists():
        raise Refused(f"L'organisation « {code} » existe déjà.")
    if User.objects.filter(email=user.email).exists():
        raise Refused("Cette adresse mail a déjà un compte.")
    user.set_password(password)
    user.save()
    house = found_organisation(name=name, code=code, at=timezone.now())
    with working_for(house.pk):
        for role in (Role.ADMINISTRATOR, Role.DIRECTION):
            Membership.objects.create(organisation=house, user=user, role=role)
        record(by=the_house(house.pk), verb="house.opened", object=f"accounts.organisation:{house.pk}")
    return house
