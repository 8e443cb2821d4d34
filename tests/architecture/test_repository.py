"""The repository as a newcomer finds it: what it promises exists, and nothing of anybody's machine is in it."""

import re
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from firewood.project.commands import commands
from firewood.project.environment import VARIABLES
from tests.architecture.source import ROOT, repository

PAPERS = [path for path in repository() if path.suffix == ".md"]
# Paths of one machine. Written in pieces, so that this file does not name what it forbids.
MACHINE = re.compile(
    "/(" + "|".join(["wo" + "rk/", "ro" + r"ot/\.", "ho" + "me/[a-z]+/", "Us" + "ers/", "tm" + "p/[a-z]+/"]) + ")"
)
REGISTRY = re.compile(r"--(extra-)?index-url|--find-links|(https?|file)://")


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z%-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def _known(typed: str) -> bool:
    names = {command.name for command in commands()}
    return any(typed == name or typed.startswith(f"{name} ") for name in names)


def test_no_path_of_anybodys_machine_is_kept() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in repository()
        for match in [MACHINE.search(path.read_text(errors="replace"))]
        if match
    }
    assert found == set()


def test_pinned_packages_name_no_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert REGISTRY.search(path.read_text()) is None
        assert "--hash=sha256:" in path.read_text()


@pytest.mark.parametrize(("pins", "block"), [("run.txt", "dependencies = ["), ("dev.txt", "dev = [")])
def test_what_is_wanted_is_pinned(pins: str, block: str) -> None:
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements" / pins).read_text(), re.MULTILINE))
    wanted = (ROOT / "pyproject.toml").read_text().split(f"\n{block}", 1)[1].split("\n]", 1)[0]
    names = {name.lower() for name in re.findall(r'^  "([A-Za-z0-9._-]+)', wanted, re.MULTILINE)}
    assert names
    assert names - pinned == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_paper_names_only_commands_that_exist(paper: Path) -> None:
    text = paper.read_text()
    made = set(re.findall(r"\bmake ([a-z][a-z-]*)`", text)) | set(
        re.findall(r"^    make ([a-z-]+)", text, re.MULTILINE)
    )
    unknown = {name for name in made if name not in _targets() and not name.startswith("extra-")}
    assert unknown == set()
    typed = re.findall(r"`(?:\.venv/bin/)?firewood ([a-z][a-z -]*[a-z])", text)
    typed += re.findall(r"^    (?:\.venv/bin/)?firewood ([a-z][a-z -]*[a-z])", text, re.MULTILINE)
    assert [words for words in typed if not _known(words)] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_paper_points_only_at_what_is_there(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text())
    missing = [link for link in links if "://" not in link and not (paper.parent / link).exists()]
    assert missing == []


def test_every_model_stands_in_the_glossary() -> None:
    glossary = ROOT / "docs" / "glossary.md"
    if not glossary.exists():
        pytest.skip("the glossary is not written yet")
    words = re.sub(r"\s+", " ", glossary.read_text().lower())
    models = [model for model in apps.get_models() if model.__module__.startswith("firewood.")]
    spoken = {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower() for model in models}
    assert sorted(name for name in spoken if name not in words) == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    with suppress(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=3, stdout=said)
    assert said.getvalue().strip() == "No changes detected"


def test_every_setting_stands_in_the_paper_about_running() -> None:
    paper = (ROOT / "docs" / "operations" / "running.md").read_text()
    assert sorted(re.findall(r"^\| `(FIREWOOD_\w+)` \|", paper, re.MULTILINE)) == sorted(VARIABLES)
