"""A real browser for tests: it cannot leave the host, and it reports whatever went wrong on the way.

`visit` gives a visitor with a fresh browser profile; `visitor.check()` fails on any request to another host, any
message of the content policy, any error in the console, and anything axe finds.

No story has to wait: a click, a key or a choice is over when all that it began is over, the next page with its looks
or the part of the page that is exchanged (`settle`). What comes later by itself is waited for by its place.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Keyboard, Locator, Page, Request
from playwright.sync_api import sync_playwright as driver

# The first is the same browser without its window, which takes a quarter of the time to open.
PLACES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
]  # fmt: skip
PATIENCE = 30_000  # milliseconds; only a story that fails waits so long
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
AXE = files("axe_playwright_python").joinpath("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Visitor:
    """One person with one browser. `page` is Playwright's; `troubles` is what the browser complained of so far."""

    page: Page
    site: str
    troubles: list[str] = field(default_factory=list)
    expected: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        vars(self.page.keyboard)["page"] = self.page  # for `patient`: a keyboard does not know its page

    def go(self, path: str) -> int:
        """Open a page of the site; gives its status."""
        answer = self.page.goto(self.site + path)
        return answer.status if answer else 0

    def sign_in(self, login: str, password: str) -> None:
        """Come in through the sign-in page."""
        self.go("/sign-in/")
        self.page.locator("[name=login], [name=username]").first.fill(login)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main form button").first.click()

    def prove(self, code: str) -> None:
        """Give the second factor, before it is asked for."""
        self.go("/second-factor/")
        self.page.locator("#code").fill(code)
        self.page.locator("#confirm button.do").first.click()

    def violations(self) -> list[str]:
        """What axe finds on the page as it is now: rule, and the first places."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE.read_text("utf-8") + "\n;null")
        found = self.page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
        return [
            f"{one['id']}: {one['help']} at " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
            for one in found["violations"]
        ]

    def sideways(self) -> int:
        """By how many pixels the page can be scrolled sideways."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wide

    def small_targets(self, least: int = 44) -> list[str]:
        """Buttons, fields and menus lower than that many pixels; links inside sentences do not count."""
        found: list[str] = self.page.evaluate(
            """least => [...document.querySelectorAll('button, summary:not(.made > summary), a.do, select,'
               + ' input:not([type=hidden], [type=checkbox], [type=radio])')]
               .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least - 0.5)
               .map(each => each.outerHTML.slice(0, 120))""",
            least,
        )
        return found

    def check(self, *, axe: bool = True) -> None:
        """Fail if the browser complained of anything, the page can be scrolled sideways, or axe finds something."""
        settle(self.page)
        assert self.troubles == []
        assert self.sideways() <= 0
        if axe:
            assert self.violations() == []


Visit = Callable[..., Visitor]
EXCHANGED = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
BEGINNING = {
    Locator: ("click", "press", "select_option", "check", "set_input_files"),
    Page: ("click", "press", "select_option", "check"),
    Keyboard: ("press", "type", "insert_text"),
}
"""What a person does that may begin something: the next page, or another part of this one."""


UNDERWAY: set[Request] = set()
"""Pages that were asked for and are not there yet."""


def settle(page: Page) -> None:
    """Wait until the page is there with its looks, and no part of it is being exchanged."""
    page.locator(EXCHANGED).first.wait_for(state="detached")  # the browser answers after it began what was asked of it
    for _ in range(PATIENCE // 10):
        if not UNDERWAY:
            break
        page.wait_for_timeout(10)
    page.wait_for_load_state()


def patient(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same act, over when all that it began is over."""

    @wraps(act)
    def acted(self: Any, *given: Any, **named: Any) -> Any:
        answer = act(self, *given, **named)
        settle(self if isinstance(self, Page) else self.page)
        return answer

    return acted


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; without one the test says so and skips."""
    found = next(filter(None, map(shutil.which, PLACES)), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(PLACES)} is installed")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in this thread
    with driver() as playwright, pytest.MonkeyPatch.context() as patch:
        for kind, acts in BEGINNING.items():
            for act in acts:
                patch.setattr(kind, act, patient(getattr(kind, act)))
        running = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """`visit(language=, phone=, dark=, javascript=)` opens a fresh browser profile on the site."""
    opened: list[BrowserContext] = []

    def come(*, language: str = "en", phone: bool = False, dark: bool = False, javascript: bool = True,
             expected: tuple[int, ...] = ()) -> Visitor:  # fmt: skip
        context = browser.new_context(
            locale=language, viewport=PHONE if phone else DESK, has_touch=phone, java_script_enabled=javascript,
            color_scheme="dark" if dark else "light", reduced_motion="reduce",
        )  # fmt: skip
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page(), site, expected=expected)
        _watch(context, visitor)
        return visitor

    yield come
    for context in opened:
        context.close()
    UNDERWAY.clear()


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """A visitor at a desk, in English."""
    return visit()


def _watch(context: BrowserContext, visitor: Visitor) -> None:
    host = urlsplit(visitor.site).netloc

    def asked(request: Request) -> None:
        if request.is_navigation_request():
            UNDERWAY.add(request)
        if urlsplit(request.url).netloc not in (host, ""):
            visitor.troubles.append(f"request to another host: {request.url}")
        if request.url.endswith("/policy-report"):
            visitor.troubles.append(f"content policy: {json.dumps(request.post_data or '')[:300]}")

    def answered(request: Request) -> None:
        UNDERWAY.discard(request)

    def heard(message: ConsoleMessage) -> None:
        wanted = any(f"status of {status} " in message.text for status in visitor.expected)
        if message.type in ("error", "warning") and not wanted:
            visitor.troubles.append(f"{message.type}: {message.text}")

    context.on("request", asked)
    context.on("requestfinished", answered)
    context.on("requestfailed", answered)
    context.on("console", heard)
    context.on("weberror", lambda error: visitor.troubles.append(f"script: {error.error}"))
