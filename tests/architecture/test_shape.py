"""The shape of the program stays readable: short functions, short files, nothing without its type."""

import ast
from statistics import median, quantiles

from tests.architecture.source import ROOT, SOURCE, functions, modules, repository

MEDIAN, NINETY, LONGEST, LONGEST_FILE, MOST_PARAMETERS = 8, 30, 60, 500, 7


def test_functions_are_short() -> None:
    lines = [function.lines for function in functions()]
    assert median(lines) <= MEDIAN
    assert quantiles(lines, n=10)[-1] <= NINETY
    assert [function.name for function in functions() if function.lines > LONGEST] == []


def test_files_are_short() -> None:
    written = [*modules(), *SOURCE.rglob("*.html"), *(ROOT / "tests").rglob("*.py")]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in written}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_every_function_says_what_it_takes_and_gives() -> None:
    silent = [
        function.name
        for function in functions()
        if function.node.returns is None or any(each.annotation is None for each in function.parameters)
    ]
    assert silent == []


def test_no_function_takes_too_much() -> None:
    # `actor` and `at`, which every action takes, count as one.
    taken = {one.name: {each.arg for each in one.parameters} for one in functions()}
    assert [name for name, them in taken.items() if len(them) - ({"actor", "at"} <= them) > MOST_PARAMETERS] == []


def test_every_module_begins_with_a_sentence() -> None:
    speechless = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.name not in ("__init__.py", "apps.py") and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert speechless == []


def test_no_place_is_called_by_a_word_that_says_nothing() -> None:
    empty = {"common", "core", "utils", "util", "helpers", "helper", "base", "manager", "managers", "services", "misc"}
    names = {part for path in modules() for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert names & empty == set()


def test_no_model_does_secret_work_when_it_is_saved() -> None:
    overridden = [one.name for one in functions() if one.path.match("*models*") and one.node.name in ("save", "delete")]
    assert overridden == []


def test_a_refused_error_is_never_swallowed() -> None:
    swallowed = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and _only_passes(node)
    ]
    assert swallowed == []


def _catches_all(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in ("Exception", "BaseException")
    )


def _only_passes(handler: ast.ExceptHandler) -> bool:
    return all(isinstance(line, ast.Pass | ast.Continue) for line in handler.body)


def test_only_text_of_ours_is_kept() -> None:
    kept = {path.suffix for path in repository()}
    assert not kept & {".mo", ".pyc", ".whl", ".woff", ".woff2", ".ttf", ".otf"}
