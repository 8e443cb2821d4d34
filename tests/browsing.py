"""A real browser for tests: it cannot leave the host, and it reports whatever went wrong on the way.

`visit` gives a visitor with a fresh browser profile; `visitor.check()` fails on any request to another host, any
message of the content policy, any error in the console, and anything axe finds.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
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
        self.page.wait_for_load_state()

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
        self.page.wait_for_load_state()  # a click is over once the next page begins, before it has its looks
        assert self.troubles == []
        assert self.sideways() <= 0
        if axe:
            assert self.violations() == []


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it; without one the test says so and skips."""
    found = next(filter(None, map(shutil.which, PLACES)), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(PLACES)} is installed")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in this thread
    with sync_playwright() as playwright:
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
        context.set_default_timeout(10_000)
        visitor = Visitor(context.new_page(), site, expected=expected)
        _watch(context, visitor)
        return visitor

    yield come
    for context in opened:
        context.close()


@pytest.fixture
def visitor(visit: Visit) -> Visitor:
    """A visitor at a desk, in English."""
    return visit()


def _watch(context: BrowserContext, visitor: Visitor) -> None:
    host = urlsplit(visitor.site).netloc

    def stop_at_the_door(route: Route) -> None:
        if urlsplit(route.request.url).netloc in (host, ""):
            route.continue_()
        else:
            visitor.troubles.append(f"request to another host: {route.request.url}")
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        wanted = any(f"status of {status} " in message.text for status in visitor.expected)
        if message.type in ("error", "warning") and not wanted:
            visitor.troubles.append(f"{message.type}: {message.text}")

    def told(address: str, body: Any) -> None:
        if address.endswith("/policy-report"):
            visitor.troubles.append(f"content policy: {json.dumps(body)[:300]}")

    context.route("**/*", stop_at_the_door)
    context.on("console", heard)
    context.on("weberror", lambda error: visitor.troubles.append(f"script: {error.error}"))
    context.on("request", lambda request: told(request.url, request.post_data or ""))
