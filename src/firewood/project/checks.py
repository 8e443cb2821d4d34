"""The promises of the house: rights of the app's role, durability, room on the disk, tables up to date."""

from django.apps import apps
from django.conf import settings
from django.db import connection

from firewood.journal.checks import Check
from firewood.journal.room import free_bytes
from firewood.project.database import MUST_BE_ON
from firewood.project.node import migrations_waiting

_FORBIDDEN = """
SELECT format('%%s %%s', rights.name, lower(rights.kind)) FROM (
  SELECT tables.name, kinds.kind FROM unnest(%s::text[]) tables(name), unnest(%s::text[]) kinds(kind)) rights
WHERE has_table_privilege(%s, rights.name, rights.kind) ORDER BY 1
"""


def history_is_closed() -> tuple[bool, str]:
    """The app's role may not change, remove or empty what is append-only."""
    tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]
    with connection.cursor() as cursor:
        cursor.execute(_FORBIDDEN, [tables, ["UPDATE", "DELETE", "TRUNCATE"], "firewood_app"])
        open_doors = [name for (name,) in cursor.fetchall()]
    if open_doors:
        return False, "the app may " + ", ".join(open_doors)
    return True, f"{len(tables)} tables can only be added to"


def app_is_no_superuser() -> tuple[bool, str]:
    """The role which serves pages has no power over the server."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = session_user"
        )
        name, powerful = cursor.fetchone()
    return not powerful, f"pages are served as {name}"


def acknowledged_is_kept() -> tuple[bool, str]:
    """The server writes to disk before it says yes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name", [list(MUST_BE_ON)])
        found = dict(cursor.fetchall())
    return "off" not in found.values(), ", ".join(f"{name} {value}" for name, value in found.items())


def room_is_left() -> tuple[bool, str]:
    """There is room for uploads."""
    free = free_bytes()
    return free >= settings.FIREWOOD_ROOM_FOR_UPLOADS, f"{free // 1024**2} MiB free"


def tables_are_current() -> tuple[bool, str]:
    """No migration waits."""
    waiting = migrations_waiting("default")
    return waiting == 0, f"{waiting} migrations wait"


CHECKS = [
    Check("history closed", history_is_closed),
    Check("roles", app_is_no_superuser),
    Check("durability", acknowledged_is_kept),
    Check("room", room_is_left),
    Check("tables", tables_are_current),
]
