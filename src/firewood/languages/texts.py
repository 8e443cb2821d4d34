"""Reading and writing the wordings of a thing in several languages.

Plain functions: the actions of the apps above call them and write the journal entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firewood.languages.choice import Direction, base_of, direction_of, tidy_tag
from firewood.languages.models import Text
from firewood.languages.states import TextState


@dataclass(frozen=True)
class Wording:
    """A text to show: always with its language, direction and state."""

    text: str
    language: str
    direction: Direction
    state: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A wording to be written; `subject` as "app.thing:key", `language` any BCP 47 tag."""

    subject: str
    field: str
    language: str
    text: str
    state: str = TextState.ORIGINAL
    made_by: str = ""
    ordinal: int = 0


def texts_of(subjects: Iterable[str], field: str) -> dict[str, list[Text]]:
    """All wordings of one field for many things in one query; every subject asked for is a key."""
    asked = list(dict.fromkeys(subjects))
    found: dict[str, list[Text]] = {subject: [] for subject in asked}
    rows = Text.objects.filter(subject__in=asked, field=field).order_by("subject", "ordinal", "language")
    for row in rows:
        found[row.subject].append(row)
    return found


def best_text(rows: Sequence[Text], language: str) -> Wording | None:
    """The wording to show a reader: their language, its base, English, the original, any; None without rows."""
    if not rows:
        return None
    row = min(rows, key=lambda each: (_distance(each, language), each.ordinal, each.language))
    return Wording(row.text, row.language, direction_of(row.language), row.state)


def best_texts(subjects: Iterable[str], field: str, *, language: str) -> dict[str, Wording]:
    """The wording to show for each thing that has one, in one query."""
    chosen = {subject: best_text(rows, language) for subject, rows in texts_of(subjects, field).items()}
    return {subject: wording for subject, wording in chosen.items() if wording is not None}


def shown_name(subject: str, own: str, *, language: str) -> Wording:
    """The name of one thing for a reader; its own, English one where it has none in their language."""
    known = best_text(texts_of([subject], "name")[subject], language)
    if known and base_of(known.language) in {base_of(language), "en"}:
        return known
    return Wording(own, "en", "ltr", TextState.ORIGINAL)


def fields_of(subject: str) -> dict[str, list[Text]]:
    """All wordings of one thing, by field."""
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for row in Text.objects.filter(subject=subject).order_by("field", "ordinal", "language"):
        found[row.field].append(row)
    return dict(found)


def write_text(
    subject: str,
    *,
    field: str,
    language: str,
    text: str,
    state: str = TextState.ORIGINAL,
    made_by: str = "",
    ordinal: int = 0,
) -> None:
    """Write one wording; an empty text takes it away. A changed original leaves its translations outdated."""
    write_texts(
        [Draft(subject=subject, field=field, language=language, text=text, state=state, made_by=made_by,
               ordinal=ordinal)]
    )  # fmt: skip


def write_texts(drafts: Iterable[Draft]) -> None:
    """Write many wordings at once; of two drafts for one place the later counts."""
    places = {_place(draft): draft for draft in drafts}
    before = _standing(places)
    _write([draft for draft in places.values() if draft.text.strip()])
    gone = [before[place].pk for place, draft in places.items() if not draft.text.strip() and place in before]
    Text.objects.filter(pk__in=gone).delete()
    for place, draft in places.items():
        if draft.state == TextState.ORIGINAL and place in before and before[place].text != draft.text:
            _outdate(draft, written=places)


Place = tuple[str, str, str, int]


def _place(draft: Draft) -> Place:
    return draft.subject, draft.field, tidy_tag(draft.language), draft.ordinal


def _standing(places: Mapping[Place, Draft]) -> dict[Place, Text]:
    rows = Text.objects.filter(subject__in={subject for subject, *_ in places})
    return {(row.subject, row.field, row.language, row.ordinal): row for row in rows}


def _write(drafts: Sequence[Draft]) -> None:
    rows = [
        Text(subject=each.subject, field=each.field, language=tidy_tag(each.language), ordinal=each.ordinal,
             text=each.text, state=TextState(each.state).value, made_by=each.made_by)
        for each in drafts
    ]  # fmt: skip
    Text.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["subject", "field", "language", "ordinal"],
        update_fields=["text", "state", "made_by"],
    )


def _outdate(original: Draft, *, written: Mapping[Place, Draft]) -> None:
    translations = Text.objects.filter(
        subject=original.subject,
        field=original.field,
        ordinal=original.ordinal,
        state__in=[TextState.HUMAN, TextState.MACHINE],
    )
    fresh = [place[2] for place in written if (place[0], place[1], place[3]) == (
        original.subject, original.field, original.ordinal)]  # fmt: skip
    translations.exclude(language__in=fresh).update(state=TextState.OUTDATED.value)


def _distance(row: Text, language: str) -> int:
    wanted = tidy_tag(language)
    nearness = (
        row.language == wanted,
        row.language == base_of(wanted),
        base_of(row.language) == base_of(wanted),
        row.language == "en",
        base_of(row.language) == "en",
        row.state == TextState.ORIGINAL,
    )
    return nearness.index(True) if True in nearness else len(nearness)
