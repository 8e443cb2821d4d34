"""The step line: how far a consignment has come, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from firewood.languages.dates import StatedDay

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. `state`: done, now, stop (something is wrong), open (not known or still to come)."""

    name: Words
    state: str = "open"
    words: Words = ""
    day: StatedDay | date | None = None
    reported: bool = False

    @property
    def mark(self) -> str:
        """The quality mark on the line."""
        if self.state == "done" and self.reported:
            return "reported"
        return {"done": "counted", "now": "reported", "stop": "stop"}.get(self.state, "unknown")


def line_of(
    names: Sequence[tuple[str, Words]], *, at: str, words: dict[str, Words], stopped: bool = False
) -> list[Step]:
    """Steps in order, done up to `at`; `words` says by key what stands below each."""
    keys = [key for key, _ in names]
    here = keys.index(at)
    states = ["done" if place < here else "open" for place in range(len(keys))]
    states[here] = "stop" if stopped else "now"
    return [
        Step(name=name, state=state, words=words.get(key, "")) for (key, name), state in zip(names, states, strict=True)
    ]
