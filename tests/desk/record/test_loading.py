"""Loading a record: all of it or nothing, every problem at once, and nothing doubled."""

import json
import shutil
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firewood.accounts.actor import Actor, program
from firewood.aid.models import Consignment
from firewood.archive.models import Citation, RecordEntry, Sentence, Source
from firewood.archive.queries import citations_of
from firewood.desk.record import commands
from firewood.desk.record.loading import Loaded, load_record
from firewood.journal.models import Entry
from firewood.journal.refusals import NotAllowed, NotNow, Unreadable
from firewood.languages.models import SearchEntry, Text
from firewood.registry.models import PartnershipStatement, Party, Quotation
from firewood.supplies.models import LedgerEntry

pytestmark = pytest.mark.django_db

RECORD = Path(__file__).resolve().parents[3] / "records" / "2020"
AT = datetime(2020, 10, 9, 3, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RECORD, tmp_path / "2020"))


def load(folder: Path) -> Loaded:
    return load_record(folder, actor=program("record test"), at=AT)


def change(folder: Path, file: str, right: str, wrong: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def everything() -> list[int]:
    tables = (Source, Sentence, Citation, Party, PartnershipStatement, Quotation, Consignment, Text, SearchEntry, Entry)
    return [model._default_manager.count() for model in (*tables, RecordEntry)]


def test_a_second_loading_changes_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    first = load(RECORD)
    before = everything()
    second = load(RECORD)
    assert (first.unchanged, sum(first.new.values())) == (0, 193)
    assert (second.changed_nothing, second.unchanged, everything()) == (True, 193, before)
    assert commands.load(Namespace(folder=RECORD, json=False)) == 0
    assert capsys.readouterr().out == "Record 2020: nothing changed, all 193 things stand already.\n"


@pytest.mark.alone
def test_the_whole_record_is_loaded_in_a_few_seconds() -> None:
    started = time.process_time()
    load(RECORD)
    assert time.process_time() - started < 5


def test_with_json_only_json_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    commands.load(Namespace(folder=RECORD, json=True))
    printed = json.loads(capsys.readouterr().out)
    assert (printed["record"], printed["new"]["consignment"], printed["unchanged"]) == ("2020", 10, 0)


def test_every_problem_is_told_at_once_with_file_and_key_and_nothing_is_entered(folder: Path) -> None:
    change(folder, "aid-received.toml", "boxes = 49", 'boxes = "49x"')
    change(folder, "aid-received.toml", "2020-02-13, latest", "2020-02-15, latest")
    change(folder, "persons.toml", 'key = "huldai"', 'key = "huldai"\nage = 50')
    change(folder, "parties.toml", 'key = "wuhan"', 'key = "beijing"')
    (folder / "ships.toml").write_text('[[ship]]\nkey = "ark"\n', encoding="utf-8")
    change(folder, "items.toml", "[[item]]", "[[item")
    before = everything()
    with pytest.raises(Unreadable) as refused:
        load(folder)
    told = {problem.field for problem in refused.value.problems}
    assert told == {
        "aid-received.toml: consignment cologne-suits-gloves arrivals.0.day",
        "aid-received.toml: consignment mapo-shijingshan-boxes boxes",
        "items.toml",
        "parties.toml: party beijing",
        "persons.toml: person huldai age",
        "ships.toml: ship",
    }
    assert everything() == before


def test_what_points_to_nothing_is_refused_with_every_place(folder: Path) -> None:
    change(folder, "aid-given.toml", 'shared_with = ["yokohama"]', 'shared_with = ["atlantis"]')
    change(folder, "aid-given.toml", '"A67"', '"A97"')
    change(folder, "quotations.toml", '"B1", "B2", "B6", "B7"', '"C1"')
    change(folder, "parties.toml", 'parent = "guanganmen"', 'parent = "mapo"')
    change(folder, "occasions.toml", "[occasion.derived]\nname", "[occasion.derived]\nnome")
    before = everything()
    with pytest.raises(Unreadable) as refused:
        load(folder)
    told = sorted((problem.field.split(": ")[1], problem.message) for problem in refused.value.problems)
    assert told == [
        ("consignment beijing-tcm-granules", "There is no sentence A97."),
        ("consignment beijing-tokyo-yokohama", "shared_with: there is no party “atlantis”."),
        ("occasion mers-seoul", "derived: there is no field “nome”."),
        ("party xibianmen-dongli", "“mapo” must stand above it."),
        ("quotation kalayci-platform", "C1: there is no source “C”."),
    ]
    assert everything() == before


def test_a_folder_without_a_record_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        load(tmp_path / "nothing")
    assert [problem.field for problem in refused.value.problems] == [str(tmp_path / "nothing" / "record.toml")]


def test_a_broken_entry_in_the_middle_leaves_nothing_behind(folder: Path) -> None:
    change(folder, "stated-figures.toml", 'unit = "pair"', 'unit = "dozen"')
    before = everything()
    with pytest.raises(Unreadable, match="gloves is not counted in “dozen”"):
        load(folder)
    assert everything() == before


def test_a_city_may_be_described_better_later(folder: Path) -> None:
    load(RECORD)
    change(folder, "parties.toml", 'ko = "텔아비브"', 'ko = "텔아비브야파"')
    lines = Entry.objects.count()
    loaded = load(folder)
    city = Party.objects.get(key="tel-aviv-yafo")
    assert (loaded.new, loaded.again, loaded.unchanged) == ({}, {"party": 1}, 192)
    assert Text.objects.get(subject=city.subject, field="name", language="ko").text == "텔아비브야파"
    written = Entry.objects.order_by("number").values_list("event", flat=True)[lines:]
    assert list(written) == ["registry.party.described_again", "archive.statements.cited", "desk.record.loaded"]
    assert Party.objects.filter(key="tel-aviv-yafo").count() == 1


def test_what_was_reported_is_not_edited_by_a_later_file(folder: Path) -> None:
    load(RECORD)
    change(folder, "aid-received.toml", "batch_count = 3", "batch_count = 4")
    change(folder, "parties.toml", 'ko = "텔아비브"', 'ko = "텔아비브야파"')
    before = everything()
    with pytest.raises(NotNow) as refused:
        load(folder)
    assert refused.value.facts["things"] == ["aid-received.toml: consignment seoul-three-batches"]
    assert everything() == before
    assert Consignment.objects.get(key="seoul-three-batches").batch_count == 3


def test_a_sentence_that_stands_is_not_changed(folder: Path) -> None:
    load(RECORD)
    change(folder, "sentences-b.toml", "zehn Städten", "elf Städten")
    with pytest.raises(NotNow, match="B stand already with other words: 2"):
        load(folder)
    assert "zehn" in Sentence.objects.get(source__key="B", number=2).text


def test_who_may_only_read_may_not_load() -> None:
    before = everything()
    with pytest.raises(NotAllowed):
        load_record(RECORD, actor=Actor("officer", "reader", "A reader"), at=AT)
    assert everything() == before


def test_nothing_of_it_is_posted_to_the_ledger() -> None:
    load(RECORD)
    assert LedgerEntry.objects.count() == 0


def test_citations_of_many_things_come_in_one_query(django_assert_num_queries: object) -> None:
    load(RECORD)
    gifts = list(Consignment.objects.all())
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = citations_of(gift.subject for gift in gifts)
    assert sorted(found) == sorted(gift.subject for gift in gifts)
    assert all(found.values())
