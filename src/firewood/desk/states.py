"""The life of a task, as a table."""

from enum import StrEnum

from firewood.journal.step import Step, step


class TaskState(StrEnum):
    """Open on our desk, handed to another department, answered by it, done, or withdrawn."""

    OPEN = "open"
    HANDED = "handed"
    ANSWERED = "answered"
    DONE = "done"
    WITHDRAWN = "withdrawn"


T = TaskState
UNDER_WAY = (T.OPEN, T.HANDED, T.ANSWERED)
TASK_STEPS: dict[str, Step] = {
    "hand": step(*UNDER_WAY, to=T.HANDED),
    "take_back": step(T.HANDED, T.ANSWERED, to=T.OPEN),
    "note": step(T.HANDED, to=T.HANDED),
    "answer": step(T.HANDED, T.ANSWERED, to=T.ANSWERED),
    "finish": step(*UNDER_WAY, to=T.DONE),
    "withdraw": step(*UNDER_WAY, to=T.WITHDRAWN),
    "reopen": step(T.DONE, T.WITHDRAWN, to=T.OPEN),
}


class MailState(StrEnum):
    """A morning mail is begun before it goes, so that it never goes twice; then it is out, or it failed."""

    BEGUN = "begun"
    OUT = "out"
    FAILED = "failed"
    NOTHING = "nothing"


class MailWay(StrEnum):
    """How a mail left: into a folder of this machine, or to the mail server of the office."""

    FOLDER = "folder"
    SERVER = "server"
