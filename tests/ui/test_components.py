"""No part of the visual language is missing on its page, in its document, or without an example."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from firewood.accounts.states import Duty
from firewood.ui.components import GROUPS, MEANINGS, NOT_SHOWN, STYLE, colours, components
from firewood.ui.templatetags.looks import register
from tests.aid.pages import officer

LOOKS = Path(__file__).parent.parent.parent / "docs" / "looks.md"


def test_every_tag_is_a_component_and_every_component_is_made_of_tags_that_exist() -> None:
    shown = {tag for component in components() for tag in component.tags}
    assert set(register.tags) - shown == NOT_SHOWN
    assert shown - set(register.tags) == set()


def test_every_component_has_an_example_that_uses_its_tags() -> None:
    for component in components():
        source = get_template(component.example).template.source
        assert [tag for tag in component.tags if f"{{% {tag}" not in source] == [], component.key


def test_every_example_belongs_to_a_component() -> None:
    folder = Path(get_template("ui/looks.html").origin.name).parent / "looks"
    assert {path.stem for path in folder.glob("*.html")} == {component.key for component in components()}


def test_the_document_names_every_tag() -> None:
    written = set(re.findall(r"{% (\w+)", LOOKS.read_text()))
    assert set(register.tags) - NOT_SHOWN - {"brand"} - written == set()


def test_every_colour_of_the_style_sheet_is_explained() -> None:
    first = re.search(r":root {(.*?)}", STYLE.read_text(), re.DOTALL)
    assert first
    named = set(re.findall(r"--([\w-]+): #", first[1]))
    assert {name for name in named if not name.endswith(("-soft", "-deep")) and not name.startswith("on-")} == set(
        MEANINGS
    )
    assert all(token.light.startswith("#") and token.dark.startswith("#") for token in colours())


@pytest.mark.django_db
def test_the_page_shows_every_component_in_the_language_of_the_reader() -> None:
    client = officer(Duty.READER)
    english = client.get("/looks/").content.decode()
    for component in components():
        assert f'id="{component.key}-name"' in english
    client.post("/language/", {"language": "de", "next": "/"})
    german = client.get("/looks/").content.decode()
    assert "Visual language" in english
    assert "Visual language" not in german
    assert "style=" not in german
    assert [group.key for group in GROUPS] == ["know", "words", "signs", "drawings", "parts", "forms"]


@pytest.mark.django_db
def test_the_foot_leads_to_it() -> None:
    assert 'href="/looks/"' in officer(Duty.READER).get("/sources/").content.decode()
