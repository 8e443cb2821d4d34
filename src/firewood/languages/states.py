"""How a text came to be: as written, translated by a person or a machine, or behind its original."""

from enum import StrEnum


class TextState(StrEnum):
    """Where a wording stands towards its original."""

    ORIGINAL = "original"
    HUMAN = "human"
    MACHINE = "machine"
    OUTDATED = "outdated"


class EntryStatus(StrEnum):
    """What a findable thing belongs to: the real record, an exercise, or a technical test."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"
