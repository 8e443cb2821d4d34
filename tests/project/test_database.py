"""The database's own promises: who may do what, and on which server."""

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import ProgrammingError

from firewood.project.database import forgetful_settings
from tests.databases import TestServer

in_one_transaction = pytest.mark.django_db


def _role_may(right: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('firewood_app', %s, %s)", [table, right])
        return bool(cursor.fetchone()[0])


@in_one_transaction
def test_the_app_is_no_superuser_and_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("firewood_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'firewood_app'::regrole")
        assert cursor.fetchone() == (0,)


@in_one_transaction
def test_the_app_adds_to_the_journal_but_never_changes_it() -> None:
    rights = {right: _role_may(right, "journal_entry") for right in ("SELECT", "UPDATE", "DELETE", "TRUNCATE")}
    assert rights == {"SELECT": True, "UPDATE": False, "DELETE": False, "TRUNCATE": False}


@in_one_transaction
def test_a_table_without_a_model_can_only_be_read() -> None:
    rights = {right: _role_may(right, "journal_head") for right in ("SELECT", "INSERT", "UPDATE", "DELETE")}
    assert rights == {"SELECT": True, "INSERT": False, "UPDATE": False, "DELETE": False}


@in_one_transaction
def test_the_app_cannot_make_a_table() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("CREATE TABLE mine (n int)")


@in_one_transaction
def test_the_app_may_become_the_guest_who_sees_nothing_yet() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE firewood_guest")
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute("SELECT count(*) FROM journal_entry")


def test_committed_work_is_seen_by_another_connection(committed: str, server: TestServer) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE seen AS SELECT 1 AS n")
    with psycopg.connect(server.superuser(committed)) as other:
        assert other.execute("SELECT n FROM seen").fetchone() == (1,)


def test_a_forgetful_server_is_named(server: TestServer) -> None:
    with psycopg.connect(server.superuser("postgres")) as other:
        assert forgetful_settings(other) == ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]


def test_the_locale_is_the_same_everywhere(server: TestServer) -> None:
    with psycopg.connect(server.superuser(server.template)) as other:
        row = other.execute("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()")
        assert row.fetchone() == ("b", "PG_UNICODE_FAST")
