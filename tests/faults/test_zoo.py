"""The upload zoo at the door of a real node: many at once, some of them enormous; the web server stays small."""

import http.client
import os
import re
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.archive import zoo
from tests.faults.conftest import Tell
from tests.nodes import Node, wait_for

MIB = 1024**2
Body = Iterator[bytes] | bytes | None
MOST_RESIDENT = 512 * MIB
LOGIN, PASSWORD = "officer", "warm-hands-2020"


@dataclass
class Colleague:
    """An officer with a session, who sends forms with files as a browser does."""

    node: Node
    cookies: str = ""

    def ask(
        self, method: str, path: str, body: Iterator[bytes] | bytes | None = None, **headers: str
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=120)
        connection.request(
            method, path, body, {"Host": f"localhost:{self.node.port}", "Cookie": self.cookies, **headers}
        )
        answer = connection.getresponse()
        said = answer.read().decode()
        jar = dict(part.split("=", 1) for part in self.cookies.split("; ") if part)
        jar |= dict(
            each.split(";", 1)[0].split("=", 1) for name, each in answer.getheaders() if name.lower() == "set-cookie"
        )
        self.cookies = "; ".join(f"{name}={value}" for name, value in jar.items())
        connection.close()
        return answer.status, said

    def sign_in(self) -> None:
        wait_for(lambda: self.ask("GET", "/sign-in/")[0] == 200)
        token = _token(self.ask("GET", "/sign-in/")[1])
        body = f"csrfmiddlewaretoken={token}&login={LOGIN}&password={PASSWORD}".encode()
        status, _said = self.ask("POST", "/sign-in/", body, **{
            "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.node.port}",
        })  # fmt: skip
        assert status == 302

    def drop(self, files: list[tuple[str, int, bytes]]) -> tuple[int, str]:
        """Drop files on the inbox: name, size, and the piece of which they are made."""
        session = Colleague(self.node, self.cookies)
        _status, page = session.ask("GET", "/inbox/")
        mark = secrets.token_hex(16)
        heads = [_head(mark, f'name="files"; filename="{name}"', "Content-Type: application/octet-stream\r\n")
                 for name, _size, _piece in files]  # fmt: skip
        fields = {"csrfmiddlewaretoken": _token(page), "way": "files"}
        first = b"".join(_head(mark, f'name="{name}"') + value.encode() + b"\r\n" for name, value in fields.items())
        last = f"--{mark}--\r\n".encode()

        def body() -> Iterator[bytes]:
            yield first
            for head, (_name, size, piece) in zip(heads, files, strict=True):
                yield head
                for start in range(0, size, len(piece)):
                    yield piece[: size - start]
                yield b"\r\n"
            yield last

        length = (
            len(first)
            + sum(len(head) + size + 2 for head, (_n, size, _p) in zip(heads, files, strict=True))
            + len(last)
        )
        return session.ask("POST", "/inbox/", body(), **{
            "Content-Type": f"multipart/form-data; boundary={mark}", "Content-Length": str(length),
            "Origin": f"http://localhost:{self.node.port}",
        })  # fmt: skip


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def _head(mark: str, named: str, more: str = "") -> bytes:
    return f"--{mark}\r\nContent-Disposition: form-data; {named}\r\n{more}\r\n".encode()


@dataclass
class Scales:
    """What the processes of the web server hold together at their heaviest; memory they share is counted once."""

    node: Node
    server: int = 0
    stopped: bool = False

    def __enter__(self) -> "Scales":
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped = True
        self.thread.join()

    def _watch(self) -> None:
        while not self.stopped:
            self.server = max(self.server, sum(_held(pid) for pid in self.node.pids("web")))
            time.sleep(0.1)


def _held(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_full_info().pss)
    except psutil.Error:
        return 0


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    node = Node(tmp_path / "node", settings={"FIREWOOD_ROOM_KEPT": "0"})
    try:
        yield node
    finally:
        node.remove()


def whole(name: str, content: bytes) -> tuple[str, int, bytes]:
    return name, len(content), content or b"x"


BEASTS = [
    whole("bomb.png", zoo.bomb_picture()), whole("place.jpg", zoo.photo_with_place()),
    whole("two.jpg", zoo.polyglot()), whole("bomb.docx", zoo.docx_bomb()), whole("laughs.docx", zoo.docx_with_laughs()),
    whole("macros.docx", zoo.docx_with_macros()), whole("deep.eml", zoo.mail_nested(50)),
    whole("many.eml", zoo.mail("words", attached=[(f"{n}.txt", b"paper %d" % n) for n in range(1000)])),
    whole("wide.png", zoo.picture("PNG", (7000, 7000))), whole("drawing.svg", b"<svg onload='alert(1)'/>"),
    ("large.pdf", 24 * MIB, b"%PDF-1.7\n" + os.urandom(MIB - 9)),
]  # fmt: skip
KEPT = {"place", "two", "Letter", "wide", "large"}


@pytest.mark.nightly
def test_the_web_server_stays_small_whatever_is_sent(node: Node, tell: Tell) -> None:
    node.up("--demo")
    colleague = Colleague(node)
    colleague.sign_in()
    with Scales(node) as scales:
        status, said = colleague.drop([("hundred.jpg", 100 * MIB, b"\xff\xd8\xff" + bytes(MIB - 3))])
        assert (status, "more than 80 megabytes" in said) == (413, True)
        status, said = colleague.drop([("fifty.jpg", 50 * MIB, b"\xff\xd8\xff" + bytes(MIB - 3)), *BEASTS])
        assert status == 422
        with ThreadPoolExecutor(4) as crowd:
            again = list(crowd.map(lambda _n: colleague.drop(BEASTS), range(4)))
    tell(f"the web server held at most {scales.server // MIB} MiB")
    for name in ("fifty.jpg", "bomb.png", "bomb.docx", "laughs.docx", "macros.docx", "drawing.svg"):
        assert f"“{name}”" in said
    assert said.count('<li><a href="/inbox/') >= len(KEPT)
    assert {status for status, _said in again} == {422}
    assert scales.server < MOST_RESIDENT
    assert node.run("doctor").returncode == 0
