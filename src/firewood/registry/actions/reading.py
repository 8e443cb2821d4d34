"""What is looked at before anything of the registry is written: every problem at once, and who was there before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from firewood.journal.queries import latest_about
from firewood.journal.refusals import NotNow, Problem, Unreadable
from firewood.languages.choice import is_tag
from firewood.languages.dates import StatedDay

LONGEST_NAME, LONGEST_TEXT = 200, 4000


def refuse_all(problems: Iterable[Problem]) -> None:
    """Refuse with every problem found, or go on."""
    found = list(problems)
    if found:
        raise Unreadable(found)


def refuse_if_changed(subject: str, seen: int | None) -> None:
    """Refuse a change by somebody who has not seen the latest line about a thing; `seen` is the number they saw."""
    newest = latest_about([subject], limit=1)
    if seen is not None and newest and newest[0].number > seen:
        raise NotNow(
            "changed_meanwhile",
            _("%(name)s changed this after you opened the page. Nothing of yours was written; it is kept below.")
            % {"name": newest[0].actor_name},
        )


def needed(field: str, text: str, *, longest: int = LONGEST_NAME) -> Iterator[Problem]:
    """A text that must be there, and must fit."""
    if not text.strip():
        yield Problem(field, _("Write this down; it cannot stay empty."))
    yield from fitting(field, text, longest=longest)


def fitting(field: str, text: str, *, longest: int = LONGEST_TEXT) -> Iterator[Problem]:
    """A text that must fit, and must hold no character that a database cannot keep."""
    if len(text) > longest:
        yield Problem(
            field, _("This is %(length)s characters long; %(longest)s fit.") % {"length": len(text), "longest": longest}
        )
    if "\x00" in text:
        yield Problem(field, _("This holds a character that cannot be kept."))


def tags(field: str, languages: Iterable[str]) -> Iterator[Problem]:
    """Languages must be tags such as de, ko or zh-hans."""
    for tag in languages:
        if not is_tag(tag) or len(tag) > 35:
            yield Problem(field, _("“%(tag)s” is no language. Write a tag such as de, ko or zh-hans.") % {"tag": tag})


def wordings(field: str, by_language: Mapping[str, str | Sequence[str]]) -> Iterator[Problem]:
    """Wordings by language: each tag must be one, each text must fit."""
    yield from tags(field, by_language)
    for several in by_language.values():
        for text in [several] if isinstance(several, str) else several:
            yield from fitting(field, text, longest=LONGEST_NAME)


def zone(field: str, name: str) -> Iterator[Problem]:
    """A time zone must be one of those that are known."""
    if name and name not in available_timezones():
        yield Problem(field, _("“%(zone)s” is no time zone. Write one such as Asia/Seoul.") % {"zone": name})


def email(field: str, address: str) -> Iterator[Problem]:
    """An e-mail address must look like one."""
    try:
        if address:
            validate_email(address)
    except ValidationError:
        yield Problem(field, _("“%(address)s” is no e-mail address.") % {"address": address})


def in_order(field: str, since: StatedDay, until: StatedDay) -> Iterator[Problem]:
    """An end may not be before its beginning, as far as both are known."""
    if since.earliest and until.latest and until.latest < since.earliest:
        yield Problem(field, _("The end is before the beginning."))


def day_columns(name: str, day: StatedDay) -> dict[str, object]:
    """The three columns of a day as stated."""
    return {f"{name}_words": day.words, f"{name}_earliest": day.earliest, f"{name}_latest": day.latest}
