"""The answer to a difference: agreed, with what becomes of the goods, or disputed with words."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from firewood.aid.models import Discrepancy
from firewood.aid.states import Resolution
from firewood.journal.refusals import Unreadable


class DifferenceAnswer:
    """An answer as it was typed; `wrong` says by field what cannot be read."""

    def __init__(self, difference: Discrepancy, data: Mapping[str, str]) -> None:
        self.of: UUID = difference.pk
        self.code, self.words = data.get("resolution", ""), data.get("words", "")
        self.disputes = "dispute" in data
        self.wrong: dict[str, str] = {}

    def is_valid(self) -> bool:
        if self.disputes and not self.words.strip():
            self.wrong["words"] = _("Say what you know of it.")
        if not self.disputes and self.code not in set(Resolution):
            self.wrong["resolution"] = _("Choose what becomes of it.")
        return not self.wrong

    @property
    def resolution(self) -> Resolution:
        """What becomes of the goods; ask only when the answer is valid and agrees."""
        return Resolution(self.code)

    def refuse(self, refusal: Unreadable) -> None:
        """Take over what an action found wrong."""
        self.wrong = {problem.field: problem.message for problem in refusal.problems}
