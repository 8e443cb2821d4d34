"""The table duty x action, read off the rules themselves: every rule is asked for every duty.

A rule may look at the thing it is about. Here the thing is not known, so the rule is asked with every way it could be:
the answer is then always, never, or "it depends on the thing".
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from uuid import UUID

import firewood
from firewood.accounts.actor import Actor
from firewood.accounts.states import Duty
from firewood.journal.action import ACTIONS

MOST_QUESTIONS = 8  # about one thing; after that a question is answered with yes
SOMEBODY = UUID(int=1)


class Answer(StrEnum):
    """What a rule says to a duty."""

    ALWAYS = "always"
    DEPENDS = "depends"
    NEVER = "never"


@dataclass(frozen=True)
class Row:
    """One rule: the part of the program, its name and sentence, what it says to each duty and to a guest."""

    part: str
    rule: str
    sentence: str
    duties: dict[Duty, Answer]
    guest: Answer


class _Questions:
    """Answers questions about an unknown thing with yes or no, until every way was tried."""

    def __init__(self) -> None:
        self.answers: list[bool] = []
        self.asked = 0

    def answer(self) -> bool:
        if self.asked >= MOST_QUESTIONS:
            return True
        if self.asked == len(self.answers):
            self.answers.append(False)
        self.asked += 1
        return self.answers[self.asked - 1]

    def next_way(self) -> bool:
        """Go on to the next way of answering; False when all were tried."""
        self.asked = 0
        while self.answers and self.answers[-1]:
            self.answers.pop()
        if self.answers:
            self.answers[-1] = True
        return bool(self.answers)


class _Unknown:
    """A thing of which nothing is known: whatever is asked of it may be so or not."""

    def __init__(self, questions: _Questions) -> None:
        self._questions = questions

    def __getattr__(self, name: str) -> "_Unknown":
        return self

    def __call__(self, *args: object, **kwargs: object) -> "_Unknown":
        return self

    def __eq__(self, other: object) -> bool:
        return self._questions.answer()

    def __ne__(self, other: object) -> bool:
        return self._questions.answer()

    def __contains__(self, other: object) -> bool:
        return self._questions.answer()

    def __bool__(self) -> bool:
        return self._questions.answer()

    __hash__ = None  # type: ignore[assignment]


def table() -> list[Row]:
    """Every rule of every part of the program with its answers, in the order of the parts."""
    return [_row(module, name, rule) for module in _modules() for name, rule in _rules_of(module)]


def need_second_factor() -> list[str]:
    """The sentences of all actions that ask for the second factor."""
    return sorted(
        _sentence(action)
        for action in ACTIONS.values()
        if "require_second_factor(" in inspect.getsource(inspect.unwrap(action))
    )


def markdown() -> str:
    """The table as it stands in docs/reference/permissions.md."""
    head = ["rule", *[str(duty) for duty in Duty], "guest"]
    lines = [_HEAD]
    for part in dict.fromkeys(row.part for row in table()):
        rows = [row for row in table() if row.part == part]
        lines += [f"## {part}", "", _line(head), _line(["---", *["---" for _each in head[1:]]])]
        lines += [_line([row.sentence, *_marks(row)]) for row in rows]
        lines.append("")
    lines += ["## Asked for a second factor, once in a shift of twelve hours", ""]
    lines += [f"* {sentence}" for sentence in need_second_factor()]
    return "\n".join(lines) + "\n"


_HEAD = """# Who may do what

Read off the rules of the program by `firewood duties`; a test keeps this page current. ● means always, ◐ that it
depends on the thing: whose it is, its direction, its state. What no rule names is refused. A guest has one link for one
thread. A token of another program has the duties it was given. Colleagues of a district or department see only what
concerns it: to them only pages made for districts are there, whatever their duties.
"""
_SIGNS = {Answer.ALWAYS: "●", Answer.DEPENDS: "◐", Answer.NEVER: ""}


def _marks(row: Row) -> list[str]:
    return [_SIGNS[each] for each in [*row.duties.values(), row.guest]]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _modules() -> Iterator[ModuleType]:
    found = [each.name for each in pkgutil.walk_packages(firewood.__path__, "firewood.") if _holds_rules(each.name)]
    return (importlib.import_module(name) for name in found)


def _holds_rules(name: str) -> bool:
    return name.endswith(".rules")


def _rules_of(module: ModuleType) -> list[tuple[str, Callable[..., bool]]]:
    return [
        (name, rule)
        for name, rule in vars(module).items()
        if name.startswith(("may_", "sees_")) and inspect.isfunction(rule) and rule.__module__ == module.__name__
    ]


def _row(module: ModuleType, name: str, rule: Callable[..., bool]) -> Row:
    part = module.__name__.removeprefix("firewood.").removesuffix(".rules")
    duties = {duty: _asked(rule, Actor("officer", "officer", "", duties=frozenset({duty}))) for duty in Duty}
    guest = Actor("guest", "guest", "", party_id=SOMEBODY, thread="some.thread")
    return Row(part, name, _sentence(rule), duties, _asked(rule, guest))


def _asked(rule: Callable[..., bool], actor: Actor) -> Answer:
    """What a rule says to an actor about things of which nothing is known."""
    questions, heard = _Questions(), set()
    things = [_Unknown(questions) for _name in list(inspect.signature(rule).parameters)[1:]]
    while True:
        heard.add(bool(rule(actor, *things)))
        if len(heard) == 2 or not questions.next_way():
            break
    return Answer.DEPENDS if len(heard) == 2 else Answer.ALWAYS if heard == {True} else Answer.NEVER


def _sentence(function: Callable[..., object]) -> str:
    """The sentence by which a rule or an action says what it is about."""
    return (inspect.getdoc(function) or "").split("\n", 1)[0]
