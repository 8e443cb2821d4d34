"""When the database is away or its disk is full, people and programs hear so in a sentence, not with a stack trace."""

import json

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client, RequestFactory
from psycopg.errors import AdminShutdown, DiskFull

from firewood.accounts import tokens
from firewood.project.refusals import RefusalMiddleware


def error(kind: type[Exception], cause: Exception) -> Exception:
    raised = kind("password=secret")
    raised.__cause__ = cause
    return raised


def answered(path: str, raised: Exception) -> tuple[int, str, str]:
    request = RequestFactory().post(path)
    answer = RefusalMiddleware(lambda _: None).process_exception(request, raised)  # type: ignore[arg-type,return-value]
    assert answer is not None
    return answer.status_code, answer.content.decode(), answer.headers.get("Retry-After", "")


@pytest.mark.parametrize(
    ("raised", "status", "code", "sentence"),
    [
        (error(OperationalError, AdminShutdown()), 503, "database_away", "The database does not answer just now."),
        (error(InterfaceError, AdminShutdown()), 503, "database_away", "The database does not answer just now."),
        (error(OperationalError, DiskFull()), 507, "no_room", "The disk of this office is full. Nothing was changed."),
    ],
)
def test_trouble_of_the_database_is_a_sentence(raised: Exception, status: int, code: str, sentence: str) -> None:
    got, page, again = answered("/aid/", raised)
    assert (got, again) == (status, "5")
    assert sentence in page
    assert "secret" not in page
    got, text, again = answered("/api/v1/consignments", raised)
    told = json.loads(text)
    assert (got, again, told["code"], told["problems"]) == (status, "5", code, [])
    assert told["message"].startswith(sentence)


def test_any_other_error_is_our_fault_and_has_a_number() -> None:
    got, text, again = answered("/api/v1/consignments", error(ProgrammingError, ValueError()))
    told = json.loads(text)
    assert (got, again, told["code"]) == (500, "", "broken")
    assert told["facts"]["reference"] in told["message"]
    assert "secret" not in text


@pytest.mark.django_db
def test_the_door_for_programs_says_so_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise error(OperationalError, AdminShutdown())

    monkeypatch.setattr(tokens, "secret_hash", away)
    answer = client.get("/api/v1/items", headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
