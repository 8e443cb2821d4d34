"""How the form of a new letter begins: what the address says, and a polite text where there is one."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from firewood.accounts.actor import Actor
from firewood.aid.models import Consignment, Pledge
from firewood.registry.models import Party
from firewood.registry.ours import our_city, our_side
from firewood.solidarity.forms.choices import own_keys, reader
from firewood.solidarity.models import Gesture
from firewood.solidarity.queries.polite import Cause, Proposal, language_of_partner, propose
from firewood.solidarity.states import GestureKind, Way
from firewood.solidarity.wordings import Polite

KIND_OF = {Polite.THANKS: GestureKind.THANKS}


class Beginning:
    """What a new letter begins with.

    `way` in or out, `kind`, `partner` (a key), `answers` (the number of a letter or consignment), `polite` (which
    text), `pledge` (of which offer it speaks), `language` (of the text).
    """

    def __init__(self, query: Mapping[str, str], actor: Actor) -> None:
        self.query, self.actor = query, actor

    @cached_property
    def gesture(self) -> Gesture | None:
        """The letter that it answers, as far as the writer may see it."""
        found = Gesture.objects.select_related("sender", "addressee").filter(number=self.query.get("answers", ""))
        own = own_keys(self.actor)
        return next((row for row in found if not own or {row.sender.key, row.addressee.key} & set(own)), None)

    @cached_property
    def consignment(self) -> Consignment | None:
        if self.actor.party_id is not None:
            return None
        rows = Consignment.objects.select_related("giver", "receiver").filter(number=self.query.get("answers", ""))
        return rows.first()

    @cached_property
    def pledge(self) -> Pledge | None:
        if self.actor.party_id is not None:
            return None
        return Pledge.objects.select_related("giver", "receiver").filter(number=self.query.get("pledge", "")).first()

    @property
    def way(self) -> Way:
        """A letter that answers one of theirs goes out; otherwise as the address says, and in without a word."""
        if self.gesture and "way" not in self.query:
            return Way.OUT if self.gesture.way == Way.IN else Way.IN
        return Way.OUT if self.query.get("way") == Way.OUT else Way.IN

    @cached_property
    def partner(self) -> Party | None:
        """With whom the letter is exchanged."""
        sides = [
            party
            for act in (self.gesture, self.consignment, self.pledge) if act
            for party in _sides(act)
            if party and party.pk not in our_side()
        ]  # fmt: skip
        return sides[0] if sides else Party.objects.filter(key=self.query.get("partner", "")).first()

    @cached_property
    def ours(self) -> str:
        """The key of the side that is ours: to whom they wrote, the own district, or the city."""
        if self.gesture:
            return self.gesture.addressee.key if self.gesture.way == Way.IN else self.gesture.sender.key
        own = own_keys(self.actor)
        city = our_city().key
        return city if not own or city in own else own[0]

    @cached_property
    def polite(self) -> Polite | None:
        """Which polite text it begins with: the one asked for, else an acknowledgment of the letter that it answers."""
        asked = self.query.get("polite", "")
        if asked in set(Polite):
            return Polite(asked)
        return Polite.ACKNOWLEDGMENT if self.gesture and self.way == Way.OUT and not asked else None

    @cached_property
    def proposal(self) -> Proposal | None:
        """The polite text, in the partner's language or the one asked for."""
        if self.polite is None or self.partner is None or self.way == Way.IN:
            return None
        tag = self.query.get("language") or language_of_partner(self.partner)
        ours = Party.objects.filter(key=self.ours).first()
        cause = Cause(self.consignment, self.pledge, self.gesture, ours=ours)
        return propose(self.polite, self.partner, language=tag, cause=cause)

    @property
    def proposal_name(self) -> str:
        """What the language of the polite text is called."""
        return self.proposal.name(reader()) if self.proposal else ""

    @property
    def initial(self) -> dict[str, Any]:
        """What the fields begin with."""
        theirs = self.partner.key if self.partner else ""
        sides = {"sender": theirs, "addressee": self.ours} if self.way == Way.IN else {
            "sender": self.ours, "addressee": theirs}  # fmt: skip
        answered = self.gesture or self.consignment
        said = {"title": self.proposal.title, "body": self.proposal.text, "language": self.proposal.language} if (
            self.proposal) else {}  # fmt: skip
        return {"kind": self._kind(), **sides, "answers": answered.number if answered else "", **said}

    @property
    def draft(self) -> str:
        """Under which name the browser keeps what is typed."""
        about = "-".join(self.query.get(name, "") for name in ("answers", "partner", "polite", "pledge", "language"))
        return f"gesture-{self.way}-{about}"

    def _kind(self) -> str:
        asked = self.query.get("kind", "")
        if asked in set(GestureKind):
            return asked
        return str(KIND_OF.get(self.polite, GestureKind.LETTER)) if self.polite else str(GestureKind.LETTER)


def _sides(act: Gesture | Consignment | Pledge) -> tuple[Party | None, ...]:
    return (act.sender, act.addressee) if isinstance(act, Gesture) else (act.giver, act.receiver)
