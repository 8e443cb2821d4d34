"""The web server dies while a letter is being written: what was typed is there again, and the letter can be kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import DESK, PATIENCE, Visitor
from tests.faults.furnished import ROOT, rows
from tests.faults.writing_desk import PASSWORD
from tests.nodes import SOURCE, Node, wait_for

BODY = "Dear friends in Cologne,\n\nwe are well, and we think of you.\n\n祝你们平安"


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = Node(tmp_path / "data")
    yield node.up()
    node.remove()


def test_what_was_typed_is_there_again_after_the_web_server_was_killed(node: Node, browser: Browser) -> None:
    environment = {**node.environment, "PYTHONPATH": f"{SOURCE}:{ROOT}"}
    subprocess.run([sys.executable, "-m", "tests.faults.writing_desk"], env=environment, check=True, timeout=60)
    context = browser.new_context(locale="en", viewport=DESK)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context.new_page(), f"http://localhost:{node.port}")
    visitor.sign_in("liu", PASSWORD)
    page, form = visitor.page, "/letters/new/?way=out"
    assert visitor.go(form) == 200
    page.locator("main [name=addressee]").select_option("cologne")
    page.locator("main [name=language]").select_option("en")
    page.locator("[name=title]").fill("To our friends")
    page.locator("[name=body]").fill(BODY)

    killed = node.pids("web")
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    page.locator("[name=note]").evaluate("field => field.closest('details').open = true")
    page.locator("[name=note]").fill("Ask the mayor")
    wait_for(lambda: not set(killed) & set(node.pids("web")) and node.get("/readyz")[0] == 200, seconds=30)
    page.reload()
    typed = {name: page.locator(f"[name={name}]").input_value() for name in ("title", "body", "note")}
    assert typed == {"title": "To our friends", "body": BODY, "note": "Ask the mayor"}

    page.locator("main form.sheet-form p > button.do").last.click()
    assert "/letters/OUT-" in page.url, page.locator("main").inner_text()
    assert rows(node, "SELECT state, note FROM solidarity_gesture") == [("draft", "Ask the mayor")]
    visitor.go(form)
    assert page.locator("[name=body]").input_value() != BODY  # it was taken: nothing of it is left in the form
    context.close()
