"""Every sentence the program may show is collected, and every language has all of them."""

import re
from pathlib import Path

import pytest

from firewood.project import messages
from firewood.project.messages import catalogue_of, read_catalogue, sentences

PLACE = re.compile(r"%\((\w+)\)")


def _collected(path: Path) -> list[tuple[object, str | None]]:
    return list(messages._in_file(path))


def test_sentences_of_a_template_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% translate 'Letters' %}\n   {% blocktranslate trimmed count n=x with city=y %}\n  One box of {{ city }}\n"
        "  {% plural %}{{ n }} boxes of {{ city }}{% endblocktranslate %}\n"
        "<a title=\"{% translate 'May' context 'month' %}\">{{ day|default:_('unknown') }}</a>"
    )
    assert _collected(page) == [
        ("Letters", None),
        (("One box of %(city)s", "%(n)s boxes of %(city)s"), None),
        ("May", "month"),
        ("unknown", None),
    ]


def test_sentences_of_the_program_are_found(tmp_path: Path) -> None:
    module = tmp_path / "words.py"
    module.write_text("_('a'); gettext_noop('b'); ngettext('one', '%(n)s', n); pgettext_lazy('month', 'May'); f('no')")
    assert _collected(module) == [("a", None), ("b", None), (("one", "%(n)s"), None), ("May", "month")]


@pytest.mark.parametrize("language", ["de", "zh-hans"])
def test_every_sentence_stands_in_every_language_with_the_same_places(language: str) -> None:
    if not catalogue_of(language).exists():
        pytest.skip(f"there is no catalogue of {language} yet")
    catalogue = read_catalogue(language)
    missing, other_places = [], []
    for message in sentences():
        known = catalogue.get(message.id, message.context) if message.id else None
        if message.id and (known is None or not known.string or known.fuzzy or not all(_texts(known.string))):
            missing.append(message.id)
        elif message.id and {*PLACE.findall(" ".join(_texts(known.string)))} - {
            *PLACE.findall(" ".join(_texts(message.id)))
        }:
            other_places.append(message.id)
    assert missing == []
    assert other_places == []


def _texts(text: object) -> list[str]:
    return list(text) if isinstance(text, list | tuple) else [str(text)]
