"""The tables of the desk: tasks, and what comes to a colleague by itself: the calendar and the morning mail."""

from firewood.desk.models.calls import CalendarFeed, MorningMail, MorningWish
from firewood.desk.models.tasks import Task

__all__ = ["CalendarFeed", "MorningMail", "MorningWish", "Task"]
