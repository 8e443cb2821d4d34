"""An exercise in which every state of aid can be seen: made up, in no total, under its own numbers."""

from firewood.desk.exercise.stage import Stage
from firewood.desk.exercise.story import hold_exercise

__all__ = ["Stage", "hold_exercise"]
