"""Every sentence the program may show is collected."""

from pathlib import Path

from firewood.project import messages


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
    module.write_text(
        "_('a'); gettext_noop('b'); later('c'); ngettext('one', '%(n)s', n); pgettext_lazy('month', 'May'); f('no')"
    )
    assert _collected(module) == [("a", None), ("b", None), ("c", None), (("one", "%(n)s"), None), ("May", "month")]
