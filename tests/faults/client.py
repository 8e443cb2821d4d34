"""A careful client: it writes down what was acknowledged, and asks again with the same key when no answer came."""

import http.client
import json
import os
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AGAIN = (0, 502, 503, 507)
"""No answer, or one that says: try again."""


@dataclass
class Answer:
    """What came back: the status (0 for nothing), the body, and when the call that succeeded was begun."""

    status: int
    body: Any
    begun: float


@dataclass
class Notebook:
    """The acts that were acknowledged, one line each, on disk before the client goes on."""

    path: Path
    acts: list[dict[str, Any]] = field(default_factory=list)
    told: Counter[int] = field(default_factory=Counter)
    sentences: set[str] = field(default_factory=set)
    last_begun: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, act: dict[str, Any], begun: float) -> None:
        with self._lock, self.path.open("a") as file:
            file.write(json.dumps(act) + "\n")
            file.flush()
            os.fsync(file.fileno())
            self.acts.append(act)
            self.last_begun = max(self.last_begun, begun)

    def heard(self, answer: Answer) -> None:
        with self._lock:
            self.told[answer.status] += 1
            if answer.status >= 400:
                self.sentences.add(answer.body["message"])


class Client:
    """One colleague's program, with a token, at the door /api/v1 of a node."""

    def __init__(self, port: int, token: str, notebook: Notebook, *, patience: float = 60.0) -> None:
        self.port, self.token, self.notebook, self.patience = port, token, notebook, patience
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, path: str, sent: dict[str, Any] | None = None, *, key: str = "") -> Answer:
        """One call, answered or not."""
        begun = time.monotonic()
        try:
            answer = self._ask(path, sent, key, begun)
        except (OSError, http.client.HTTPException):
            self.close()
            answer = Answer(0, None, begun)
        self.notebook.heard(answer)
        return answer

    def do(self, path: str, sent: dict[str, Any] | None = None) -> Any:
        """Have an act done: asked with one key until it is acknowledged, then written down. Gives the body."""
        key = secrets.token_hex(12)
        deadline = time.monotonic() + self.patience
        while (answer := self.ask(path, sent or {}, key=key)).status in AGAIN:
            assert time.monotonic() < deadline, f"{path} was not answered in {self.patience} s"
            time.sleep(0.1)
        assert answer.status in (200, 201), f"{path}: {answer.status} {answer.body}"
        self.notebook.note({"key": key, "path": path, "number": answer.body["number"]}, answer.begun)
        return answer.body

    def _ask(self, path: str, sent: dict[str, Any] | None, key: str, begun: float) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": "localhost", "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        method = "GET" if sent is None else "POST"
        body = None if sent is None else json.dumps(sent)
        self._connection.request(method, f"/api/v1{path}", body, headers | ({"Idempotency-Key": key} if key else {}))
        response = self._connection.getresponse()
        text = response.read().decode()
        try:
            return Answer(response.status, json.loads(text), begun)
        except ValueError as error:
            raise AssertionError(f"{path} was answered with {response.status}, no JSON: {text[:500]}") from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def give(client: Client, thing: str, quantity: int) -> str:
    """Goods from us to Seoul: prepared, packed, despatched, and received there. Gives the number of the consignment."""
    lines = [{"item": thing, "quantity": quantity, "unit": "piece"}]
    number = str(client.do("/consignments", {"giver": "beijing", "receiver": "seoul", "lines": lines})["number"])
    client.do(f"/consignments/{number}/pack")
    client.do(f"/consignments/{number}/despatch")
    client.do(f"/consignments/{number}/receipts", {"lines": [{"line": 1, "received": quantity}]})
    return number


def take(client: Client, thing: str, quantity: int) -> str:
    """Goods from Cologne to us: announced and received. Gives the number of the consignment."""
    lines = [{"item": thing, "quantity": quantity, "unit": "piece"}]
    sent = {"giver": "cologne", "receiver": "beijing", "lines": lines}
    number = str(client.do("/announcements", sent)["number"])
    client.do(f"/consignments/{number}/receipts", {"lines": [{"line": 1, "received": quantity}]})
    return number


class Crowd:
    """So many clients at work, each giving and taking in turn, until they are told to stop."""

    def __init__(self, clients: list[Client], things: tuple[str, ...]) -> None:
        self.done: dict[str, tuple[str, int]] = {}
        self.troubles: list[BaseException] = []
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(client, number, things)) for number, client in enumerate(clients)
        ]

    def start(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def stop(self) -> None:
        """Let everybody finish what they have begun."""
        self._stop.set()
        for thread in self._threads:
            thread.join(180)
        assert not any(thread.is_alive() for thread in self._threads)

    def _work(self, client: Client, number: int, things: tuple[str, ...]) -> None:
        turn = 0
        try:
            while not self._stop.is_set():
                thing, quantity = things[(number + turn) % len(things)], 1 + turn % 7
                way = give if turn % 2 else take
                self.done[way(client, thing, quantity)] = (way.__name__, quantity)
                turn += 1
        except BaseException as trouble:  # noqa: BLE001  the story tells it
            self.troubles.append(trouble)
        finally:
            client.close()
