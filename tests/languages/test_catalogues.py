"""The interface speaks German and Chinese as it speaks English: every sentence, with its numbers and its marks."""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, override

from firewood.aid.words import WORDS, word
from firewood.languages.choice import SHOWN
from firewood.project.messages import KEYWORDS, SOURCE, catalogue_of, read_catalogue, sentences
from firewood.supplies.words import UNITS, unit_words

LANGUAGES = ["de", "zh-hans"]
PLURALS = {"de": "nplurals=2; plural=(n != 1);", "zh-hans": "nplurals=1; plural=0;"}
PLACE = re.compile(r"%\((\w+)\)[sd]")
TAG = re.compile(r"</?\w+>")
EVENT = re.compile(r'"(aid\.[a-z_]+\.[a-z_]+)"')
HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _catalogue(language: str) -> Catalog:
    return read_catalogue(language)


@cache
def _sentences() -> Catalog:
    return sentences()


def _messages(language: str) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each message of a catalogue with its English forms and its translated forms."""
    for message in _catalogue(language):
        if message.id:
            yield message, _forms(message.id), _forms(message.string)


def _forms(text: object) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [str(text)]


def _keys(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {(tuple(_forms(message.id)), message.context) for message in catalogue if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_every_sentence_of_the_program_and_no_other(language: str) -> None:
    wanted, kept = _keys(_sentences()), _keys(_catalogue(language))
    assert sorted(map(str, wanted - kept)) == [], "`make messages` collects them; then translate"
    assert sorted(map(str, kept - wanted)) == [], "`make messages` drops what is gone"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_by_a_person_who_was_sure(language: str) -> None:
    assert [message.id for message, _english, said in _messages(language) if message.fuzzy or not all(said)] == []
    count = {"de": 2, "zh-hans": 1}[language]
    assert [m.id for m, _english, said in _messages(language) if m.pluralizable and len(said) != count] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_for_a_number_or_a_name_is_lost_or_made_up(language: str) -> None:
    wrong = []
    for message, english, said in _messages(language):
        wanted = Counter(PLACE.findall(english[-1]))
        known = {name for form in english for name in PLACE.findall(form)}
        if Counter(PLACE.findall(said[-1])) != wanted or any(set(PLACE.findall(form)) - known for form in said):
            wrong.append((message.id, said))
        if any("%" in PLACE.sub("", form) and "%" not in PLACE.sub("", english[-1]) for form in said):
            wrong.append((message.id, said))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_in_english_is_bold_everywhere(language: str) -> None:
    pairs = [(english[-1], form) for _message, english, said in _messages(language) for form in said]
    assert [form for english, form in pairs if Counter(TAG.findall(english)) != Counter(TAG.findall(form))] == []


def test_nothing_stays_english_in_chinese() -> None:
    forms = [(english[0], said[0]) for _message, english, said in _messages("zh-hans")]
    in_words = [said for english, said in forms if re.search(r"[A-Za-z]", PLACE.sub("", english))]
    assert [said for said in in_words if PLACE.sub("", said).strip() and not HAN.search(said)] == []


def test_chinese_uses_its_own_quotation_marks_and_full_stops() -> None:
    wrong = re.compile(r"[\u4e00-\u9fff][,;?!]|[\u4e00-\u9fff]\.(?!\w)|\"[^\"]*\"")
    assert [said[0] for _message, _english, said in _messages("zh-hans") if wrong.search(TAG.sub("", said[0]))] == []


def test_german_speaks_formally_and_quotes_as_german_does() -> None:
    familiar = re.compile(r"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich|[Ee]uch|[Ee]uer)\b")
    forms = [form for _message, _english, said in _messages("de") for form in said]
    assert [form for form in forms if familiar.search(form)] == []
    assert [form for form in forms if form.count("„") != form.count("“") or "”" in form] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_a_catalogue_says_language_and_plurals_and_nothing_of_anybody(language: str) -> None:
    head = catalogue_of(language).read_text().split("\n\n", 1)[0]
    assert f'"Plural-Forms: {PLURALS[language]}\\n"' in head
    assert f'"Language: {catalogue_of(language).parts[-3]}\\n"' in head
    assert "charset=utf-8" in head
    assert "@" not in head


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_read_without_complaint(language: str) -> None:
    read = read_po(io.BytesIO(catalogue_of(language).read_bytes()), abort_invalid=True)
    assert not read.obsolete
    assert len(read) == len(_catalogue(language))


def test_a_sentence_under_any_name_of_gettext_is_collected() -> None:
    unknown = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names = ((alias.name, alias.asname or alias.name) for alias in node.names)
                unknown |= {known for name, known in names if "gettext" in name and known not in KEYWORDS}
    assert unknown == set(), "add the name to KEYWORDS of firewood.project.messages"


def test_every_language_calls_itself_by_its_own_name() -> None:
    assert [code for code, _name in settings.LANGUAGES] == ["en", *LANGUAGES]
    assert SHOWN == {"en": "English", "de": "Deutsch", "zh-hans": "中文"}


def test_units_follow_their_number() -> None:
    said = {}
    for language in ("en", *LANGUAGES):
        with override(language):
            said[language] = [unit_words("box", 1), unit_words("box", 49), unit_words("pair", 2), unit_words("test", 3)]
    assert said == {
        "en": ["box", "boxes", "pairs", "tests"],
        "de": ["Karton", "Kartons", "Paar", "Tests"],
        "zh-hans": ["箱", "箱", "双", "人份"],
    }


def test_words_that_mean_two_things_are_told_apart() -> None:
    with override("de"):
        assert (word("quality", "approximate"), word("standing", "exercise")) == ("etwa", "Übung")
    with override("zh-hans"):
        assert (word("standing", "test"), unit_words("test", 2)) == ("测试", "人份")
        assert (word("need", "closed"), word("consignment", "closed")) == ("已结束", "已结清")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_aid_has_a_word(language: str) -> None:
    with override("en"):
        english = {(kind, code): word(kind, code) for kind, codes in WORDS.items() for code in codes}
        units = {unit: unit_words(unit, 2) for unit in UNITS}
    with override(language):
        assert [key for key, said in english.items() if word(*key) == said and said != "Test"] == []
        assert [unit for unit, said in units.items() if unit_words(unit, 2) == said] == []


def test_every_event_of_aid_is_told_in_words() -> None:
    recorded = {event for path in SOURCE.rglob("*.py") for event in EVENT.findall(path.read_text())}
    assert recorded - set(WORDS["event"]) == set()


def test_german_and_chinese_reach_the_reader() -> None:
    with override("de"):
        assert gettext("Nothing was changed.") == "Nichts wurde geändert."
        assert ngettext("%(n)s act", "%(n)s acts", 2) % {"n": "1.130.000"} == "1.130.000 Vorgänge"
    with override("zh-hans"):
        assert gettext("Nothing was changed.") == "未作任何更改。"
        assert npgettext("unit", "pair", "pairs", 2) == "双"
