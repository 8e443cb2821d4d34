"""Templates are sent without the indentation of their source."""

from django.template.loader import get_template


def test_a_page_is_sent_without_indentation_and_a_field_keeps_its_words() -> None:
    shown = get_template("ui/sentence.html").render(
        {"versions": [{"text": "One.", "language": "en", "called": "English"}]}
    )
    assert "\n    <" not in shown
    assert '<p lang="en" dir="auto">One.</p>\n<button' in shown
    rows = get_template("aid/rows.html").template.source
    assert "\n<textarea" not in rows
    assert ' aria-describedby="paste-help"\n                >{{ rows.pasted }}</textarea>' in rows
