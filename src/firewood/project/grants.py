"""What the app's database role may do to each table; given anew after every migration.

A model says it itself: `append_only = True` may be read and added to, never changed; `kept_by_database = True` may only
be read, because functions of the database write it. A table that has no model is read-only as well. Every other table
may be read and written. Nothing may be truncated.
"""

from django.apps import apps
from django.db import connections
from psycopg import sql

from firewood.project.database import APP, GUEST

READ, ADD, WRITE = "SELECT", "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE"


def give_grants(alias: str = "owner") -> None:
    """Give the app's role its rights on every table and sequence of the database `alias`, as its owner."""
    with connections[alias].cursor() as cursor:
        tables = connections[alias].introspection.table_names(cursor)
        commands = [_first(), *(_for_table(table, rights) for table, rights in sorted(_rights(tables).items()))]
        cursor.execute(sql.SQL("; ").join(commands).as_string(cursor.connection))


def _rights(tables: list[str]) -> dict[str, str]:
    rights = dict.fromkeys(tables, READ)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in rights:
            rights[model._meta.db_table] = _of_model(model)
    return rights


def _of_model(model: type) -> str:
    if getattr(model, "kept_by_database", False):
        return READ
    return ADD if getattr(model, "append_only", False) else WRITE


def _first() -> sql.Composed:
    names = {"app": sql.Identifier(APP), "guest": sql.Identifier(GUEST)}
    return sql.SQL(
        "GRANT USAGE ON SCHEMA public TO {app}, {guest}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}"
    ).format(**names)


def _for_table(table: str, rights: str) -> sql.Composed:
    names = {"table": sql.Identifier(table), "app": sql.Identifier(APP), "rights": sql.SQL(rights)}
    return sql.SQL("REVOKE ALL ON {table} FROM {app}; GRANT {rights} ON {table} TO {app}").format(**names)
