"""The other associations of a region: copies of one of them, made by the database itself, table by table."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, models, transaction

from levier.config.demonstration.staff import hire
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.accounts.tenancy import organisation_tables, working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import house as the_house

LEFT_ALONE = {"accounts.membership", "accounts.invitation", "accounts.formtoken"}
"""Who works there is hired, not copied."""
Spans = dict[type[models.Model], tuple[int, int]]


def spans(model: Organisation) -> Spans:
    """{table: first and last id} of what the association to copy owns; it is the last that was built."""
    found: Spans = {}
    for table in organisation_tables():
        if issubclass(table, OwnedModel) and table._meta.label_lower not in LEFT_ALONE:
            edges = table.objects.filter(organisation=model).aggregate(models.Min("pk"), models.Max("pk"))
            if edges["pk__min"] is not None:
                found[table] = (edges["pk__min"], edges["pk__max"])
    return found


def copy_house(model: Organisation, known: Spans, number: int, today: date) -> Organisation:
    """The `number`-th copy (from 1) of an association: same life, other ids, its own colleagues."""
    suffix = f"-{number + 2}"
    with transaction.atomic():
        made = Organisation.objects.create(
            name=f"Mission Locale n° {number + 2} (démonstration)",
            code=f"ml{suffix}",
            address=model.address,
            phone=model.phone,
            email=f"bonjour{suffix}@example.org",
            settings=model.settings,
        )
        with working_for(made.pk):
            hired = hire(made, suffix)
        with working_for(model.pk):
            colleagues = _same_colleagues(model, hired.values())
        with connection.cursor() as cursor, connection.constraint_checks_disabled():
            for table in known:
                cursor.execute(_statement(table, model.pk, made.pk, number, known, colleagues))
        with working_for(made.pk):
            record(by=the_house(made.pk), verb="house.demonstration", object=f"accounts.organisation:{made.pk}")
    return made


def _same_colleagues(model: Organisation, hired: Iterable[User]) -> dict[int, int]:
    """{colleague there: colleague here}: they bear the same names."""
    here = {one.name: one.pk for one in hired}
    there = User.objects.filter(memberships__organisation=model).values_list("name", "pk")
    return {pk: here[name] for name, pk in there if name in here}


def _statement(
    table: type[models.Model],
    old: int,
    new: int,
    number: int,
    known: Spans,
    colleagues: dict[int, int],
) -> str:
    """INSERT ... SELECT of one table. Each id moves on by as many ids as its own table spans, so that none is taken."""
    columns, values = [], []
    for field in table._meta.local_concrete_fields:
        quoted = connection.ops.quote_name(str(field.column))
        columns.append(quoted)
        target = table if field.primary_key else field.related_model
        if field.column == "organisation_id":
            values.append(str(new))
        elif target in known:
            first, last = known[target]
            values.append(f"{quoted} + {(last - first + 1) * number}")
        elif target is User:
            values.append(f"CASE {quoted} {' '.join(f'WHEN {a} THEN {b}' for a, b in colleagues.items())} END")
        else:
            values.append(quoted)
    name = connection.ops.quote_name(table._meta.db_table)
    return (
        f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {name}"  # noqa: S608 - ids and names
        f" WHERE organisation_id = {old}"
    )


def count_on() -> None:
    """On PostgreSQL: ids given by hand are taken, the next ones come after them."""
    from django.apps import apps
    from django.core.management.color import no_style

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
