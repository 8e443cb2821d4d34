"""Roles, extensions and promises of the database, whether it is the built-in PostgreSQL or a server of the office.

Three roles: the owner makes and changes tables, the app reads and writes rows, the guest sees only what row-level
security shows it. The app becomes the guest by SET ROLE and bypasses row-level security as itself: the second wall
stands between guests, not before the staff.
"""

from dataclasses import dataclass

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

OWNER, APP, GUEST = "firewood_owner", "firewood_app", "firewood_guest"
DATABASE = "firewood"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
OLDEST = 18
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


class DatabaseUnfit(Exception):
    """The server is too old, or may forget what it has acknowledged."""


@dataclass(frozen=True, kw_only=True)
class Passwords:
    """What the two roles that sign in use."""

    owner: str
    app: str


def set_up(admin: str, *, passwords: Passwords, database: str = DATABASE) -> None:
    """Make roles, database and extensions where they are missing, and give the roles their passwords.

    `admin` is how to connect as a role that may do so. Repeatable.
    """
    with psycopg.connect(admin, autocommit=True) as connection:
        _make_roles(connection, passwords)
        _make_database(connection, database)
    with psycopg.connect(make_conninfo(admin, dbname=database), autocommit=True) as connection:
        _make_extensions(connection)


def set_up_external(address: str, *, passwords: Passwords) -> None:
    """The same in the database of an external server, which the office has made. `address` is FIREWOOD_DATABASE_URL."""
    set_up(address, passwords=passwords, database=str(conninfo_to_dict(address)["dbname"]))


def forgetful_settings(connection: Connection[tuple[object, ...]]) -> list[str]:
    """Settings that would let the server forget what it has acknowledged when the power fails, as `name=value`."""
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(MUST_BE_ON)])
    # remote_write, remote_apply and local are stronger than on or the same for a server of its own
    return sorted(f"{name}={value}" for name, value in rows if value == "off")


def refuse_unfit(admin: str) -> None:
    """Raise DatabaseUnfit for a server that is too old, or by which an acknowledged act could be lost."""
    with psycopg.connect(admin) as connection:
        version = connection.info.server_version // 10000
        if version < OLDEST:
            raise DatabaseUnfit(f"Firewood needs PostgreSQL {OLDEST} or newer; this server is {version}.")
        if wrong := forgetful_settings(connection):
            raise DatabaseUnfit(f"The database may lose acknowledged acts: {', '.join(wrong)}. All must be on.")


def _make_roles(connection: Connection[tuple[object, ...]], passwords: Passwords) -> None:
    for role, password in ((OWNER, passwords.owner), (APP, passwords.app), (GUEST, None)):
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
        if password is not None:
            command = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
            connection.execute(command.format(sql.Identifier(role), sql.Literal(password)))
    names = {"app": sql.Identifier(APP), "guest": sql.Identifier(GUEST), "owner": sql.Identifier(OWNER)}
    connection.execute(sql.SQL("ALTER ROLE {app} BYPASSRLS").format(**names))
    connection.execute(sql.SQL("GRANT {guest} TO {app} WITH INHERIT FALSE, SET TRUE").format(**names))
    connection.execute(sql.SQL("GRANT {owner} TO CURRENT_USER").format(**names))


def _make_database(connection: Connection[tuple[object, ...]], database: str) -> None:
    names = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER), "app": sql.Identifier(APP)}
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner} TEMPLATE template0").format(**names))
    connection.execute(sql.SQL("ALTER DATABASE {database} OWNER TO {owner}").format(**names))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
    connection.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}").format(**names))


def _make_extensions(connection: Connection[tuple[object, ...]]) -> None:
    for name in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
