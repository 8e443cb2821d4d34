"""The register of letters and other gestures: page by page, between two sides, by number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from firewood.accounts.actor import Actor
from firewood.aid.models import Consignment
from firewood.journal import queries as journal
from firewood.journal.paging import whole_number
from firewood.journal.refusals import NotFound
from firewood.journal.standing import Status
from firewood.registry.models import Party
from firewood.registry.ours import side_of
from firewood.solidarity import rules
from firewood.solidarity.models import Answer, Gesture
from firewood.solidarity.states import NOT_GONE, Way

PAGE: Final = 50
NOT_GONE_CODES: Final = sorted(str(state) for state in NOT_GONE)
SHOWN_WITH: Final = ("sender", "addressee", "meant_for", "on_behalf_of", "occasion")


@dataclass(frozen=True)
class Asked:
    """What the register is asked for; empty means all. `partner` is the key of a party, `page` counts from 1.

    `way`, `kind`, `state`, `reply` and `channel` are codes; `year` four digits; `gone`: only what has left or come.
    """

    status: str = Status.ACTUAL
    way: str = ""
    kind: str = ""
    state: str = ""
    reply: str = ""
    channel: str = ""
    partner: str = ""
    year: str = ""
    gone: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str], *, status: str) -> "Asked":
        """What the address of the register asks for."""
        names = ("way", "kind", "state", "reply", "channel", "partner", "year")
        words: dict[str, Any] = {name: query.get(name, "") for name in names}
        return cls(status=status, page=whole_number(query.get("page", "")), **words)


def in_register(asked: Asked, *, actor: Actor | None = None) -> QuerySet[Gesture]:
    """Gestures, the latest first, with their sides and signatories; a colleague of a district sees the district's."""
    rows = _ready(Gesture.objects.filter(status=asked.status))
    codes = {name: getattr(asked, name) for name in ("way", "kind", "state", "reply", "channel")}
    rows = rows.filter(**{name: code for name, code in codes.items() if code})
    if asked.partner:
        rows = rows.filter(Q(sender__key=asked.partner) | Q(addressee__key=asked.partner))
    if len(asked.year) == 4 and asked.year.isdecimal() and asked.year >= "0001":
        rows = rows.filter(counts_from__range=(date(int(asked.year), 1, 1), date(int(asked.year), 12, 31)))
    if asked.gone:
        rows = rows.exclude(state__in=NOT_GONE_CODES)
    if actor is not None and actor.party_id is not None:
        side = side_of(actor.party_id)
        rows = rows.filter(Q(sender__in=side) | Q(addressee__in=side))
    return rows


def register(asked: Asked, *, actor: Actor | None = None) -> Page[Gesture]:
    """One page of the register; a page beyond the end is the last."""
    return Paginator(in_register(asked, actor=actor), PAGE).get_page(asked.page)


def gestures_between(
    parties: Iterable[UUID] | None,
    *,
    status: str,
    way: Way | None = None,
    kind: str | None = None,
    gone: bool = True,
) -> QuerySet[Gesture]:
    """What passed between us and these parties (all, when None), the latest first; drafts only with `gone=False`.

    Withdrawn ones and drafts are no acts yet, so that a page that tells what happened leaves them out.
    """
    rows = _ready(Gesture.objects.filter(status=status))
    if parties is not None:
        asked = list(parties)
        rows = rows.filter(Q(sender__in=asked) | Q(addressee__in=asked))
    if way is not None:
        rows = rows.filter(way=str(way))
    if kind is not None:
        rows = rows.filter(kind=str(kind))
    return rows.exclude(state__in=NOT_GONE_CODES) if gone else rows


def gesture_by_number(number: str, *, actor: Actor | None = None) -> Gesture:
    """A gesture by its number, with everything its page shows; one that the actor may not see is not there."""
    rows = Gesture.objects.select_related(
        *SHOWN_WITH, "sender__parent", "addressee__parent", "to_office__party", "to_office__person",
        "handed_to__party", "handed_to__person", "with_goods", "accepts", "twice_of",
    )  # fmt: skip
    found = rows.filter(number=number).first()
    if found is None or (actor is not None and not rules.sees_gesture(actor, found)):
        raise NotFound("not_found", _("There is no letter %(number)s.") % {"number": number}, number=number)
    return found


def newest_line(gesture: Gesture) -> int:
    """The number of the newest journal line about a gesture: whoever saw it has seen everything before it, too."""
    return journal.newest_line(gesture.subject)


def answers_to(thing: Gesture | Consignment, *, gone: bool = False) -> list[Gesture]:
    """The gestures that answer a gesture or a consignment, oldest first; `gone`: only those that have left or come."""
    to = {"to_consignment": thing} if isinstance(thing, Consignment) else {"to_gesture": thing}
    answers: Any = Answer.objects.filter(**to)
    rows = Gesture.objects.filter(answers__in=answers).exclude(state="withdrawn").select_related(*SHOWN_WITH)
    return list((rows.exclude(state__in=NOT_GONE_CODES) if gone else rows).order_by("counts_from", "id"))


def partner_of(gesture: Gesture) -> Party:
    """The other side: who sent it to us, or to whom we send it."""
    return gesture.sender if gesture.way == Way.IN else gesture.addressee


def _ready(rows: QuerySet[Gesture]) -> QuerySet[Gesture]:
    answers = Answer.objects.select_related("to_gesture", "to_consignment").order_by("pk")
    return (
        rows.select_related(*SHOWN_WITH)
        .prefetch_related("signatories", Prefetch("answers", queryset=answers))
        .order_by("-counts_from", "-id")
    )
