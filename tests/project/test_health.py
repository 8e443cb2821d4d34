"""How the node is, told to people, to other programs and to browsers."""

import json
import shutil
import urllib.request
from collections import namedtuple

import pytest
from django.conf import settings
from django.test import Client

Usage = namedtuple("Usage", "total used free")


def _reports(client: Client) -> float:
    line = next(line for line in client.get("/metrics").content.decode().splitlines() if _is_reports(line))
    return float(line.split()[1])


def _is_reports(line: str) -> bool:
    return line.startswith("firewood_policy_reports_total ")


@pytest.mark.django_db
def test_a_ready_node_says_so(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True, "room": True})


@pytest.mark.django_db
def test_a_node_without_room_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**40, 2**40 - 2**20, 2**20))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "database": True, "room": False})


@pytest.mark.django_db
def test_numbers_are_not_for_those_who_come_through_a_proxy(client: Client) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.7").status_code == 404


@pytest.mark.django_db
def test_a_report_of_a_browser_is_counted(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    before = _reports(client)
    report = json.dumps({"csp-report": {"violated-directive": "script-src"}})
    assert client.post("/policy-report", report, content_type="application/csp-report").status_code == 204
    assert _reports(client) == before + 1
    assert "content policy broken" in caplog.text


def test_every_answer_carries_the_content_policy(client: Client) -> None:
    policy = dict(part.strip().split(" ", 1) for part in client.get("/healthz")["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "connect-src", "font-src")} == {"'self'"}
    assert "unsafe-inline" not in str(policy)


def test_cookies_are_for_this_site_alone() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert (settings.SESSION_COOKIE_SAMESITE, settings.X_FRAME_OPTIONS) == ("Lax", "DENY")


def test_the_site_is_served_for_browsers(site: str) -> None:
    with urllib.request.urlopen(f"{site}/readyz") as answer:
        assert json.load(answer)["ok"] is True
