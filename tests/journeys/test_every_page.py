"""Every page in every language of the interface: nothing is wrong with it, and nothing leaves the house.

Each route that needs no parameter is opened, whoever added it; one that may only be sent to answers 405 and is left.
Routes with parameters are opened with examples of the record of 2020 and of the exercise.
"""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from firewood.accounts.actions import admit_officer
from firewood.accounts.actor import program
from firewood.accounts.models import Officer
from firewood.accounts.requests import SECOND_FACTOR
from firewood.accounts.states import Duty
from firewood.aid.models import Consignment, Distribution, Need, Pledge
from firewood.desk.exercise import hold_exercise
from firewood.registry.models import Occasion, Person
from firewood.solidarity.models import Gesture
from tests.browsing import AXE, DESK, PHONE, Visit, Visitor
from tests.conftest import served
from tests.databases import TestServer, own_database

AT = datetime(2020, 10, 9, 2, 0, tzinfo=UTC)
NOT_PAGES = ("api/", "healthz", "readyz", "metrics", "policy-report")
LANGUAGES = {"en": "en", "de": "de", "zh-hans": "zh-hans"}
FOCUS = """() => {
    const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
    const ring = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
    return {tag: e.tagName, seen: ring && box.width > 0, name: e.outerHTML.slice(0, 90)};
}"""


VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
LATIN_SIGN = re.compile(r"[^\n]{0,20}[\u4e00-\u9fff]\s*[,;]\s*[\u4e00-\u9fff][^\n]{0,20}")


class OwnWords(HTMLParser):
    """The words of a page that are in its own language; those of others break the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside, self.words = [False], ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            tongue = dict(attrs).get("lang")
            own = self.inside[-1] if tongue is None else tongue.lower().startswith("zh")
            self.inside.append(own and tag not in {"script", "style", "svg"})

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.inside) > 1:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        self.words += data if self.inside[-1] else "\n"


@pytest.fixture(scope="module")
def site(django_db_setup: None, server: TestServer, django_db_blocker: object) -> Iterator[str]:
    """The program on a database of this module: the record of 2020, the exercise, a colleague who may do everything."""
    with django_db_blocker.unblock(), own_database(server, recorded=True):  # type: ignore[attr-defined]
        hold_exercise(at=AT)
        admit_officer(
            "chen", password="warm-hands-2020", name="Chen", office="Foreign Affairs Office", duties=list(Duty),
            actor=program(), at=AT,
        )  # fmt: skip
        yield from served()


@pytest.fixture
def office(site: str) -> Client:
    """The colleague, reading English."""
    return colleague("en")


def colleague(language: str) -> Client:
    """A session of the colleague, with the second factor, in a language."""
    client = Client()
    client.force_login(Officer.objects.get(login="chen"))
    session = client.session
    session[SECOND_FACTOR] = time.time()
    session.save()
    client.post("/language/", {"language": language, "next": "/"})
    return client


def come(visit: Visit, client: Client, *, language: str = "en", javascript: bool = True) -> Visitor:
    """A browser that carries on the session of a client."""
    visitor = visit(language=language, javascript=javascript)
    visitor.page.context.add_cookies(
        [{"name": name, "value": each.value, "url": visitor.site} for name, each in client.cookies.items()]
    )
    return visitor


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """Every named route: its address with the places of its parameters, and its name."""
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, path)
        elif each.name and not path.startswith(NOT_PAGES):
            yield path, each.name


def plain_paths() -> list[str]:
    """The addresses of all routes that need no parameter."""
    return sorted({f"/{path}" for path, _name in routes(get_resolver().url_patterns) if "<" not in path})


def examples(*, status: str) -> list[str]:
    """Pages of single things of the record, or of the exercise: one of every state."""
    found: list[str] = []
    for model, route in (
        (Consignment, "consignment"), (Need, "need"), (Pledge, "pledge"), (Distribution, "distribution"),
        (Gesture, "gesture"),
    ):  # fmt: skip
        states = dict(model.objects.filter(status=status).order_by("-pk").values_list("state", "number"))
        found += [reverse(route, args=[number]) for number in states.values()]
    if status == "actual":
        found += [
            reverse(route, args=[way]) for route in ("totals", "new-consignment") for way in ("received", "given")
        ]
        found += [reverse("partner", args=[key]) for key in ("seoul", "tehran", "mapo")]
        found += [reverse("person", args=[each.key]) for each in Person.objects.order_by("pk")[:1]]
        found += [reverse("occasion", args=[each.key]) for each in Occasion.objects.order_by("pk")[:1]]
        found += [
            *(reverse("source", args=[key]) for key in ("A", "B")),
            reverse("item", args=["masks"]),
            "/search?q=seoul",
        ]
        found += [reverse("brief", args=["seoul"]), reverse("sentence", args=["received", "masks"])]
    return found


def pages_of(client: Client, paths: list[str]) -> list[str]:
    """Those that answer with a whole page, no part of one; other answers than a way on or "only to be sent to" fail."""
    answers = {path: client.get(path) for path in paths}
    wrong = {path: each.status_code for path, each in answers.items() if each.status_code not in (200, 302, 405)}
    assert wrong == {}
    return [path for path, each in answers.items()
            if each.status_code == 200 and b"<!DOCTYPE" in getattr(each, "content", b"")[:200]]  # fmt: skip


def walk(visitor: Visitor, paths: list[str], *, language: str) -> dict[str, list[str]]:
    """What is wrong on each page: its language, the browser's complaints, its width on a phone, what axe finds."""
    wrong: dict[str, list[str]] = {}
    visitor.page.add_init_script(AXE.read_text("utf-8"))
    for path in paths:
        visitor.troubles.clear()
        status = visitor.go(path)
        found = [] if status == 200 else [f"answers {status}"]
        said = visitor.page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        found += [] if said == [language, "ltr"] else [f"says it is {', '.join(said)}"]
        found += visitor.violations()
        visitor.page.set_viewport_size(PHONE)
        found += [f"{visitor.sideways()} pixels too wide for a phone"] if visitor.sideways() > 0 else []
        visitor.page.set_viewport_size(DESK)
        if found := [*found, *visitor.troubles]:
            wrong[path] = found
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong_with_any_page(visit: Visit, office: Client, language: str) -> None:
    client = office if language == "en" else colleague(language)
    paths = pages_of(client, plain_paths())
    assert {"/", "/looks/", "/partners/", "/letters/", "/aid/consignments/", "/tasks/", "/calendar/"} <= set(paths)
    known = pages_of(client, examples(status="actual"))
    assert walk(come(visit, client, language=language), [*paths, *known], language=LANGUAGES[language]) == {}


@pytest.mark.usefixtures("site")
def test_chinese_pages_part_their_words_with_signs_of_their_own() -> None:
    client = colleague("zh-hans")
    paths = pages_of(client, [*plain_paths(), *examples(status="actual")])
    words = {path: OwnWords(client.get(path).content.decode()).words for path in paths}
    assert "北京" in words["/"]
    assert {path: found for path, text in words.items() if (found := LATIN_SIGN.findall(text))} == {}


def test_nothing_is_wrong_with_the_exercise(visit: Visit, office: Client) -> None:
    office.post("/exercise/", {"exercise": "on", "next": "/"})
    paths = pages_of(office, ["/", "/aid/consignments/", "/partners/", *examples(status="exercise")])
    assert len(paths) > 15
    assert walk(come(visit, office), paths, language="en") == {}


def test_the_keyboard_finds_its_way_and_is_always_seen(visit: Visit, office: Client) -> None:
    visitor = come(visit, office)
    for path in ("/", "/looks/", "/partners/", "/letters/", "/partners/seoul/", "/search?q=seoul"):
        visitor.go(path)
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate("document.activeElement.className") == "skip", path
        steps = [visitor.page.keyboard.press("Tab") or visitor.page.evaluate(FOCUS) for _ in range(30)]
        assert [step["name"] for step in steps if step["tag"] != "BODY" and not step["seen"]] == [], path


def test_without_a_script_one_can_search_and_change_the_language(visit: Visit, office: Client) -> None:
    visitor = come(visit, office, javascript=False)
    visitor.go("/")
    visitor.page.locator("#find").fill("firewood")
    visitor.page.locator("#find").press("Enter")
    visitor.page.wait_for_url("**/search?q=firewood")
    assert "firewood" in visitor.page.locator("main").inner_text().lower()
    visitor.page.locator("details.menu summary").first.click()
    visitor.page.get_by_role("button", name="Deutsch").click()
    visitor.page.wait_for_url("**/search?q=firewood")
    assert visitor.page.locator("html").get_attribute("lang") == "de"
    assert visitor.troubles == []
