"""Whether a document is real, made up for training, or a test. A sum never mixes them."""

from enum import StrEnum


class Status(StrEnum):
    """EDXL-DE distribution status, as far as an office uses it."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"
