"""Whoever acts: an officer, a guest of a partner city, or the program itself."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from firewood.accounts.states import Assurance, Duty


@dataclass(frozen=True)
class Actor:
    """Who acts, with the office held at this moment; the journal keeps it as words.

    `party_id` is the party for which a guest speaks, or the district or department of a colleague who sees only what
    concerns it; `thread` is the one subject the guest's link opens. `second_factor_at` is when a colleague last
    proved who they are by more than a password, None when they did not in this session.
    """

    kind: str
    key: str
    name: str
    office: str = ""
    duties: frozenset[Duty] = field(default_factory=frozenset)
    party_id: UUID | None = None
    thread: str = ""
    second_factor_at: datetime | None = None

    def has(self, *duties: Duty) -> bool:
        """Whether the actor has at least one of the duties."""
        return not self.duties.isdisjoint(duties)

    @property
    def is_guest(self) -> bool:
        return self.kind == "guest"

    @property
    def is_of_district(self) -> bool:
        """Whether a colleague belongs to a district or department and sees only what concerns it."""
        return self.kind == "officer" and self.party_id is not None

    @property
    def assurance(self) -> Assurance:
        """How sure we may be of a statement that the actor makes on behalf of a partner."""
        return Assurance.GUEST_LINK if self.is_guest else Assurance.CLERK


def program(name: str = "Firewood") -> Actor:
    """The program acting by itself: loading a record, letting a pledge lapse."""
    return Actor("program", "program", name, duties=frozenset(Duty))
