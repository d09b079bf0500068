"""Writing new rows in one statement each, with nothing around it: no savepoint, no signal, no look-up before."""

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model) -> None:
    """Insert a new row and give it its key. Raises ``IntegrityError``."""
    _insert(row, "")


def insert_once(row: Model) -> bool:
    """Insert a new row unless one of its unique keys is taken; says whether it was inserted.

    Of two who insert the same at once, the later one waits for the earlier one's commit, and then changes nothing.
    """
    return _insert(row, "ON CONFLICT DO NOTHING")


def _insert(row: Model, otherwise: str) -> bool:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row), fields, otherwise), values)
        made = cursor.fetchone()
    if made:
        row.pk, row._state.adding, row._state.db = made[0], False, connection.alias
    return made is not None


def _statement(model: type[Model], fields: "list[Field[object, object]]", otherwise: str) -> str:
    """Both databases spell it alike; all names are those of our own columns."""
    name = connection.ops.quote_name
    columns_of = [str(field.column) for field in fields]
    columns, places = ", ".join(map(name, columns_of)), ", ".join(["%s"] * len(fields))
    table, key = name(model._meta.db_table), name(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) {otherwise} RETURNING {key}"  # noqa: S608
