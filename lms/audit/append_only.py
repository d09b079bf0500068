"""Tables whose rows are only ever added: the database itself refuses to change, replace or remove one.

Triggers are ensured after every migration, because SQLite's table remake (an ``AlterField``) drops them silently.
"""

from typing import TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

ModelClass = TypeVar("ModelClass", bound=type[models.Model])

_PROTECTED: list[type[models.Model]] = []

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: rows are only ever added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""


def protected(model: ModelClass) -> ModelClass:
    """Class decorator: the model's table refuses every change but an INSERT."""
    _PROTECTED.append(model)
    return model


def ensure_triggers(using: str, app_label: str) -> None:
    """Make the triggers of one app's protected tables, replacing those that stand."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for model in _PROTECTED:
        if model._meta.app_label == app_label and model._meta.db_table in tables:
            _run(connection, _statements(connection.vendor, model))


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _statements(vendor: str, model: type[models.Model]) -> list[str]:
    return _sqlite(model) if vendor == "sqlite" else _postgres(model._meta.db_table)


def _postgres(table: str) -> list[str]:
    timing = {"update": "UPDATE", "delete": "DELETE", "truncate": "TRUNCATE"}
    return [_POSTGRES_FUNCTION] + [
        f'CREATE OR REPLACE TRIGGER "{table}_no_{name}" BEFORE {event} ON "{table}" '
        f"FOR EACH {'STATEMENT' if name == 'truncate' else 'ROW'} EXECUTE FUNCTION refuse_change()"
        for name, event in timing.items()
    ]


def _sqlite(model: type[models.Model]) -> list[str]:
    table = model._meta.db_table
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table}: rows are only ever added'); END"
    statements = []
    for name, event in {"update": "UPDATE", "delete": "DELETE"}.items():
        statements += [
            f'DROP TRIGGER IF EXISTS "{table}_no_{name}"',
            f'CREATE TRIGGER "{table}_no_{name}" BEFORE {event} ON "{table}" {refusal}',
        ]
    # REPLACE removes the row that stands in the way without firing DELETE triggers unless recursive_triggers is on.
    exists = f'SELECT 1 FROM "{table}" WHERE {_same_row(model)}'  # noqa: S608 - names of our own tables and columns
    statements += [
        f'DROP TRIGGER IF EXISTS "{table}_no_replace"',
        f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" WHEN EXISTS ({exists}) {refusal}',
    ]
    return statements


def _same_row(model: type[models.Model]) -> str:
    unique = [
        tuple(_column(model, str(name)) for name in constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    ]
    keys = [("id",), *unique]
    return " OR ".join("(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in key) + ")" for key in keys)


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)
