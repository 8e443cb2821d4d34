"""What a citation is about: its name and its page, by its subject."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from firewood.accounts.models import GuestLink, Officer
from firewood.aid import addresses as aid
from firewood.aid.models import Consignment, Distribution, Handover, Need, Pledge, Receipt, StatedFigure
from firewood.aid.queries.parties import names
from firewood.desk.models import Task
from firewood.languages.texts import best_texts
from firewood.registry import addresses as registry
from firewood.registry.models import (
    Agreement,
    Occasion,
    Office,
    Partnership,
    PartnershipStatement,
    Party,
    Person,
    Quotation,
    Visit,
)
from firewood.solidarity import addresses as solidarity
from firewood.solidarity.models import Gesture, StatedLetters
from firewood.supplies.models import Item


@dataclass(frozen=True)
class Subject:
    """A thing that is cited."""

    kind: str
    title: str
    url: str


Told = Callable[[Any], tuple[str, str]]

TABLES: dict[str, tuple[type[Any], Told]] = {
    "aid.need": (Need, lambda row: (row.number, aid.of_need(row))),
    "aid.pledge": (Pledge, lambda row: (row.number, aid.of_pledge(row))),
    "aid.consignment": (Consignment, lambda row: (row.number, aid.of_consignment(row))),
    "aid.distribution": (Distribution, lambda row: (row.number, aid.of_distribution(row))),
    "aid.handover": (Handover, lambda row: (row.consignment.number, aid.of_consignment(row.consignment))),
    "aid.stated_figure": (StatedFigure, lambda row: (row.words, aid.of_stated_figure(row))),
    "solidarity.gesture": (Gesture, lambda row: (row.number, solidarity.of_gesture(row))),
    "solidarity.statedletters": (StatedLetters, lambda row: (row.words, solidarity.of_stated_letters(row))),
    "registry.party": (Party, lambda row: (row.name, registry.of_party(row))),
    "registry.person": (Person, lambda row: (row.name, f"/persons/{row.key}/")),
    "registry.office": (Office, lambda row: (row.title, registry.of_office(row))),
    "registry.partnership": (Partnership, lambda row: (row.theirs.name, registry.of_partnership(row))),
    "registry.partnershipstatement": (
        PartnershipStatement, lambda row: (row.words, registry.of_partnership(row.partnership))
    ),
    "registry.agreement": (Agreement, lambda row: (row.title, registry.of_agreement(row))),
    "registry.visit": (Visit, lambda row: (row.number, registry.of_visit(row))),
    "registry.quotation": (Quotation, lambda row: (row.text, f"/words/#{row.key}")),
    "registry.occasion": (Occasion, lambda row: (row.name, f"/occasions/{row.key}/")),
    "aid.receipt": (Receipt, lambda row: (row.number, aid.of_consignment(row.consignment))),
    "accounts.officer": (Officer, lambda row: (row.name, "")),
    "accounts.guest_link": (GuestLink, lambda row: (row.party_name, "")),
    "desk.task": (Task, lambda row: (f"{row.number}: {row.question}", f"/tasks/{row.number}/")),
    "supplies.item": (Item, lambda row: (row.name, f"/aid/items/{row.key}/")),
}  # fmt: skip


def shown_subjects(subjects: Iterable[str], *, language: str) -> dict[str, Subject]:
    """The name and page of each subject that is known; names are in the reader's language."""
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        table, _colon, key = subject.partition(":")
        wanted[table].append(key)
    found: dict[str, Subject] = {}
    for table, keys in wanted.items():
        if table in TABLES:
            found |= _of_table(table, keys, language)
    return found


def _of_table(table: str, keys: list[str], language: str) -> dict[str, Subject]:
    model, told = TABLES[table]
    rows = list(model.objects.filter(pk__in=keys))
    named = best_texts((f"{table}:{row.pk}" for row in rows), "name", language=language)
    if model is Partnership:
        sides = names((row.theirs for row in rows), language)
        named = {f"{table}:{row.pk}": sides[row.theirs_id] for row in rows}
    found = {}
    for row in rows:
        title, url = told(row)
        found[f"{table}:{row.pk}"] = Subject(table.partition(".")[2], str(named.get(f"{table}:{row.pk}", title)), url)
    return found
