"""Collects every sentence of the program into the catalogues of its languages: `make messages`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent
CATALOGUES = SOURCE / "locale"
WIDTH = 120
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "later": None,  # gettext_lazy in modules that use gettext too
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")

Sentence = tuple[str | tuple[str, ...], str | None]  # the text, or (one, many); and its context


def sentences() -> Catalog:
    """Every sentence that may be shown, with the files in which it stands."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
            place = (str(path.relative_to(SOURCE)), 1)
            for text, context in [*_in_file(path), *_in_rules(path)]:
                catalog.add(text, context=context, locations=[place])
    return catalog


def update_catalogues(languages: list[str]) -> None:
    """Add what is new to the catalogue of each language and drop what is gone; translations are kept."""
    found = sentences()
    for language in languages:
        path = catalogue_of(language)
        catalog = read_catalogue(language)
        catalog.update(found, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(_header(catalog).encode())
            write_po(file, catalog, width=WIDTH, include_lineno=False, omit_header=True, sort_output=False)


def catalogue_of(language: str) -> Path:
    """Where the catalogue of a language lies, which may not exist yet."""
    return CATALOGUES / to_locale(language) / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of a language; empty when there is none."""
    path = catalogue_of(language)
    if not path.exists():
        return Catalog(locale=to_locale(language), project="firewood", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def _header(catalog: Catalog) -> str:
    """Only what a reader of catalogues needs: no day and no name, so that collecting twice changes nothing."""
    facts = {
        "Project-Id-Version": "firewood",
        "Language": str(catalog.locale_identifier),
        "Plural-Forms": catalog.plural_forms,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {said}\\n"\n' for name, said in facts.items()) + "\n"


def _in_file(path: Path) -> Iterator[Sentence]:
    if path.suffix == ".py":
        with path.open("rb") as file:
            for _line, text, _comments, context in extract("python", file, keywords=KEYWORDS):
                yield text, context
    else:
        yield from _in_template(path.read_text())


def _in_rules(path: Path) -> Iterator[Sentence]:
    """The sentences of rules, which the page of duties shows."""
    if path.name == "rules.py":
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith(("may_", "sees_")):
                yield (ast.get_docstring(node) or "").split("\n", 1)[0], None


def _in_template(text: str) -> Iterator[Sentence]:
    # Django turns a template into something that looks like Python but is none: each call is read by itself.
    code = templatize(text)
    for match in CALL.finditer(code):
        call = _call_at(code, match.start())
        texts = [one.value for one in call.args if isinstance(one, ast.Constant)] if call else []
        yield from _sentence(match.group(1), [one for one in texts if isinstance(one, str)])


def _call_at(code: str, start: int) -> ast.Call | None:
    for end in (match.end() for match in re.compile(r"\)").finditer(code, start)):
        try:
            node = ast.parse(code[start:end], mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None


def _sentence(function: str, texts: list[str]) -> Iterator[Sentence]:
    context = texts.pop(0) if function in ("pgettext", "npgettext") and texts else None
    if texts and texts[0]:
        yield (tuple(texts[:2]) if function in ("ngettext", "npgettext") else texts[0]), context


if __name__ == "__main__":
    update_catalogues(["de", "zh-hans"])
