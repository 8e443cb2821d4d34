"""Templates read like pages: formatted, and no blank slips in before a comma."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("src/firewood/**/templates/**/*.html"))
# The formatter takes the end of one tag and the beginning of an `if` for a place where a line may break.
BLANK_BEFORE_A_COMMA = re.compile(
    r"(?:%\}|\}\}|>)\s*\n\s*(?:\{% (?:if|elif|else|for|empty)\b(?![^%]*forloop)[^%]*%\}\s*)*[,;:.)?!]"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_blank_stands_before_a_comma(path: Path) -> None:
    found = BLANK_BEFORE_A_COMMA.search(path.read_text("utf-8"))
    assert found is None, f"{path.relative_to(ROOT)}: {found.group(0)!r}"
