"""The record of 2020 says what its two documents say, and nothing else."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from firewood.desk.record.checking import check_record
from firewood.desk.record.reading import SENTENCES, Record, read_record
from tests.records.checker import days_in, numbers_in, untrue_statements

FOLDER = Path(__file__).resolve().parents[2] / "records" / "2020"
FILES = {"A": "001_3e9f060c3149afe6.txt", "B": "000_e017aff22d21f0c8.txt"}


def sources() -> Path:
    """The folder of the two documents, beside the repository; skipped where it is not."""
    beside = (parent / "shared" / "sources" for parent in FOLDER.parents)
    found = next((folder for folder in beside if folder.is_dir()), None)
    if found is None:
        pytest.skip("the source documents are not beside this repository (../shared/sources)")
    return found


@pytest.fixture(scope="module")
def record() -> Record:
    return read_record(FOLDER)


def test_every_number_day_and_name_stands_in_its_sentence(record: Record) -> None:
    check_record(record, standing={})
    assert [str(fault) for fault in untrue_statements(record)] == []


@pytest.mark.parametrize("key", ["A", "B"])
def test_the_sentences_are_the_source_word_for_word_and_whole(record: Record, key: str) -> None:
    file = sources() / FILES[key]
    ours = " ".join(sentence.text for sentence in record.of(SENTENCES)[key].row.sentences)
    assert ours.split() == file.read_text(encoding="utf-8").split()
    assert record.of("source")[key].row.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_each_statement_names_a_sentence_or_another_source(record: Record) -> None:
    without = [
        f"{thing.kind} {thing.key}"
        for thing in record
        if thing.kind != SENTENCES and not thing.row.cites and not hasattr(thing.row, "gazetteer")
    ]
    assert without == []
    elsewhere = {(thing.kind, thing.key) for thing in record if thing.row.cites in (["P"], ["G"])}
    assert elsewhere == {("source", "P"), ("source", "G")}


def test_a_day_without_a_year_in_b_counts_as_derived(record: Record) -> None:
    source = record.of("source")["B"].row
    assert (source.counts_from, sorted(source.derived)) == (date(2020, 10, 8), ["counts_from", "year"])


@pytest.mark.parametrize(
    ("file", "right", "wrong", "found"),
    [
        ("stated-figures.toml", "quantity = 1130000", "quantity = 1310000", "figure received-masks: quantity"),
        ("aid-received.toml", "boxes = 49", "boxes = 48", "consignment mapo-shijingshan-boxes: boxes"),
        (
            "aid-received.toml",
            "earliest = 2020-02-13",
            "earliest = 2020-02-12",
            "consignment cologne-suits-gloves: arrivals: day: earliest",
        ),
        ("aid-received.toml", "batch_count = 3", "batch_count = 4", "consignment seoul-three-batches: batch_count"),
        ("aid-received.toml", 'giver = "mapo"', 'giver = "dongdaemun"', "consignment mapo-shijingshan-boxes: giver"),
        ("aid-given.toml", '"A10-A12"', '"A11-A12"', "consignment beijing-tehran-supplies: words"),
        ("persons.toml", 'name = "Ron Huldai"', 'name = "Ron Hulday"', "person huldai: name"),
        ("persons.toml", '"Mayor of Stavanger"', '"Mayor of Daxing"', "office nordtun-office: title"),
        ("partnerships.toml", "value = 33", "value = 34", "partnership beijing-paris-region: statement: value"),
        ("quotations.toml", "flowers bloom", "flowers will bloom", "quotation japan-boxes: text"),
        ("occasions.toml", "do not say.", "do not say, Wuhan excepted in 2019.", "occasion covid-19: note"),
        ("parties.toml", 'name = "Busan"', 'name = "Pusan"', "party busan: name"),
    ],
)
def test_a_planted_fault_is_found(
    tmp_path: Path, plant: Callable[[Path, str, str, str], Record], file: str, right: str, wrong: str, found: str
) -> None:
    faults = [str(fault) for fault in untrue_statements(plant(tmp_path, file, right, wrong))]
    assert any(found in fault for fault in faults), faults


@pytest.fixture
def plant() -> Callable[[Path, str, str, str], Record]:
    def planted(folder: Path, file: str, right: str, wrong: str) -> Record:
        for path in FOLDER.glob("*.toml"):
            text = path.read_text(encoding="utf-8")
            if path.name == file:
                assert right in text
                text = text.replace(right, wrong, 1)
            (folder / path.name).write_text(text, encoding="utf-8")
        return read_record(folder)

    return planted


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("approximately 1.13 million masks, 220,000 suits", {1_130_000, 220_000}),
        ("three batches in two ships", {3, 2}),
        ("Vertreter aus zehn Städten", {10}),
        ("COVID-19 in 1994.", {19, 1994}),
        ("half of it", set()),
    ],
)
def test_numbers_are_read_as_digits_and_words(text: str, numbers: set[int]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On March 16 and 17, suits", {(3, 16), (3, 17)}),
        ("Am 8. Oktober", {(10, 8)}),
        ("Date: 2020-03-26", {(3, 26)}),
        ("in early February", set()),
    ],
)
def test_days_are_read_in_both_languages(text: str, days: set[tuple[int, int]]) -> None:
    assert days_in(text) == days
