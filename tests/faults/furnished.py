"""A node with an office, full shelves and a client; and the proof that its books say what the client wrote down."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg

from firewood.project.postgres import cluster_of
from tests.faults.client import Notebook
from tests.faults.office import STOCK, THINGS
from tests.nodes import SOURCE, Node

ROOT = Path(__file__).parents[2]


def furnish(node: Node) -> str:
    """Make the node an office with full shelves; gives the token of a client."""
    environment = {**node.environment, "PYTHONPATH": f"{SOURCE}:{ROOT}"}
    command = [sys.executable, "-m", "tests.faults.office"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["token"])


def superuser(node: Node) -> str:
    """How the superuser connects to the node's database."""
    return cluster_of(node.folder).conninfo("firewood")


def rows(node: Node, query: str) -> list[Any]:
    """What the database itself says."""
    with psycopg.connect(superuser(node)) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def everything_stands(node: Node, notebook: Notebook, done: dict[str, tuple[str, int]]) -> None:
    """What the clients wrote down is what the books say, to the unit, and the doctor agrees."""
    written = [json.loads(line) for line in notebook.path.read_text().splitlines()]
    acts = Counter(act["path"].rpartition("/")[2] for act in written)
    begun = {act["number"] for act in written if act["path"] in ("/consignments", "/announcements")}
    given = {number: quantity for number, (way, quantity) in done.items() if way == "give"}
    taken = {number: quantity for number, (way, quantity) in done.items() if way == "take"}

    found = dict(rows(node, "SELECT number, state FROM aid_consignment"))
    assert set(found) == begun == set(done)
    assert set(found.values()) == {"received"}
    receipts = "SELECT c.number, sum(l.received_quantity), count(*) FROM aid_receipt r JOIN aid_consignment c"
    receipts += " ON c.id = r.consignment_id JOIN aid_receiptline l ON l.receipt_id = r.id GROUP BY 1"
    assert {number: (total, count) for number, total, count in rows(node, receipts)} == {
        number: (quantity, 1) for number, quantity in (given | taken).items()
    }
    kinds = dict(rows(node, "SELECT kind, count(*) FROM supplies_ledgerentry GROUP BY 1"))
    assert (kinds["despatch"], kinds["partner_receipt"], kinds["receipt"]) == (len(given), len(given), len(taken))
    assert (acts["pack"], acts["despatch"], acts["receipts"]) == (len(given), len(given), len(found))
    events = dict(rows(node, "SELECT event, count(*) FROM journal_entry GROUP BY 1"))
    assert events["aid.consignment.despatched"] == len(given)
    assert events["aid.receipt.issued"] == len(found)

    places = dict(rows(node, "SELECT usage, sum(quantity) FROM supplies_balance GROUP BY 1"))
    went, came = sum(given.values()), sum(taken.values())
    assert places["store"] == STOCK * len(THINGS) - went + came
    assert (places["partner"], places["transit"], places["donor"]) == (went, 0, -came)

    doctor = node.run("doctor", "--json")
    checks = {check["name"]: (check["ok"], check["detail"]) for check in json.loads(doctor.stdout)["checks"]}
    assert {name: why for name, why in checks.items() if not why[0] and name != "room"} == {}
