"""The register for spreadsheets and other tools: CSV with a row of HXL hashtags under the headings."""

from collections.abc import Iterator

from firewood.accounts.actor import Actor
from firewood.aid.exports import CHUNK, Cell, Table
from firewood.languages.texts import texts_of
from firewood.solidarity.models import Gesture, Signatory
from firewood.solidarity.queries import day_of_gesture, replies_of
from firewood.solidarity.queries.register_page import Asked, rows_of

COLUMNS = (
    ("Number", "#meta+id"),
    ("Way", "#meta+direction"),
    ("Kind", "#meta+kind"),
    ("Basis", "#meta+basis"),
    ("State", "#status"),
    ("From", "#org+sender"),
    ("Signed by", "#contact+name"),
    ("Office held", "#contact+role"),
    ("To", "#org+recipient"),
    ("Meant for", "#org+meant_for"),
    ("Day", "#date"),
    ("Counts from", "#date+counts_from"),
    ("Channel", "#meta+channel"),
    ("Language", "#meta+language"),
    ("Heading", "#description+title"),
    ("Reply", "#status+reply"),
    ("Answers", "#meta+answers"),
    ("Occasion", "#crisis"),
    ("File number", "#meta+file"),
    ("Key in the record", "#meta+key"),
)
Line = tuple[Cell, ...]


def register_table(asked: Asked, actor: Actor) -> Table:
    """The register with its filters, as a table that can be taken along."""
    return Table(COLUMNS, lambda _asked, _as_of: _lines(asked, actor))


def _lines(asked: Asked, actor: Actor) -> Iterator[Line]:
    """The rows in chunks, so that a long register is never held whole."""
    chunk: list[Gesture] = []
    for gesture in rows_of(asked, actor).iterator(chunk_size=CHUNK):
        chunk.append(gesture)
        if len(chunk) == CHUNK:
            yield from _told(chunk)
            chunk = []
    yield from _told(chunk)


def _told(chunk: list[Gesture]) -> Iterator[Line]:
    titles, replies = texts_of((each.subject for each in chunk), "title"), replies_of(chunk)
    for each in chunk:
        signed: list[Signatory] = list(each.signatories.all())
        original = [row.text for row in titles[each.subject] if row.state == "original"]
        yield (
            each.number, each.way, each.kind, each.basis, each.state, each.sender.name,
            "; ".join(row.name for row in signed), "; ".join(row.title for row in signed), each.addressee.name,
            each.meant_for.name if each.meant_for else "", day_of_gesture(each).words, each.counts_from, each.channel,
            each.language, original[0] if original else "", replies[each.pk], _answered(each),
            each.occasion.name if each.occasion else "", each.file_number, each.key,
        )  # fmt: skip


def _answered(gesture: Gesture) -> str:
    to = [answer.to_gesture or answer.to_consignment for answer in gesture.answers.all()]
    return "; ".join(each.number for each in to if each)
