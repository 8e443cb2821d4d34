"""What every test may use.

`@pytest.mark.django_db` gives one transaction as the app's role, rolled back afterwards. The fixture `committed` gives
a database of its own, a copy of the migrated template, for tests that commit, use threads or start processes; a test
uses one or the other.
`transaction=True` and everything that empties tables is refused: what is append-only cannot be emptied.
"""

import os
from collections.abc import Iterator

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.db import connections
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from firewood.project.messages import CATALOGUES
from tests.browsing import browser, visit, visitor  # noqa: F401  fixtures for every test
from tests.databases import TestServer, own_database, point_django_at, test_server
from tests.turns import turn


def pytest_configure() -> None:
    """A changed catalogue counts at once, without a new installation."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as po, made.open("wb") as mo:
                write_mo(mo, read_po(po, locale=source.parts[-3]))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Refuse what cannot be; side by side the long files go first, so that nobody is left with one at the end."""
    for item in items:
        marker, fixtures = item.get_closest_marker("django_db"), getattr(item, "fixturenames", ())
        if marker and "committed" in fixtures:
            raise pytest.UsageError(f"{item.nodeid}: either `committed` or the mark `django_db`, not both.")
        if (marker and marker.kwargs.get("transaction")) or "transactional_db" in fixtures:
            raise pytest.UsageError(f"{item.nodeid}: use the fixture `committed`; tables cannot be emptied here.")
    yield
    if "PYTEST_XDIST_WORKER" in os.environ:
        browsing = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
        items.sort(key=lambda item: not (item.path in browsing or item.path.parent.name == "faults"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that stories of faults have told, also those of other processes."""
    reports = [each for reports in terminalreporter.stats.values() for each in reports]
    for report in reports:
        if getattr(report, "when", "") == "call":
            for name, line in report.user_properties:
                if name == "figures":
                    terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """The PostgreSQL of this test run with its migrated template."""
    with test_server() as running:
        yield running


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    """One copy of the template for all tests that roll back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        server: TestServer = request.getfixturevalue("server")
        name = server.copy()
        point_django_at(server.cluster, server.folder, name)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
    server.drop(name)


@pytest.fixture
def committed(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[str]:
    """A database of this test's own, where commits are real; gives its name. Threads must close their connections."""
    with django_db_blocker.unblock(), own_database(server) as name:  # type: ignore[attr-defined]
        yield name


@pytest.fixture
def recorded(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[str]:
    """The same with the record of 2020 loaded."""
    with django_db_blocker.unblock(), own_database(server, recorded=True) as name:  # type: ignore[attr-defined]
        yield name


@pytest.fixture
def site(committed: str) -> Iterator[str]:
    """The address of the whole program, served on this test's own database, for browsers and other programs."""
    yield from served()


def served() -> Iterator[str]:
    """The address of the program as long as it is served on the database that Django points at."""
    thread = LiveServerThread("localhost", _StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where everything must run, a test that skips for want of a browser has failed."""
    report: pytest.TestReport = yield  # type: ignore[assignment,misc]
    if report.skipped and os.environ.get("CI") == "true" and "browser" in str(report.longrepr):
        report.outcome = "failed"
    return report  # type: ignore[return-value]
