"""Both sides of a friendship on one axis."""

from firewood.ui.drawing.friendship import line_up
from tests.ui.gallery import DEEDS


def test_days_stand_in_order_years_are_written_once_and_the_undated_stand_apart() -> None:
    rows = line_up(DEEDS)
    assert [(row.year, len(row.theirs), len(row.ours), row.loose) for row in rows] == [
        ("2015", 0, 1, False), ("2020", 1, 0, False), ("", 0, 1, False), ("", 1, 0, True)]  # fmt: skip
