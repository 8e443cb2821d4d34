"""The woodpile groups itself."""

from datetime import date, timedelta

from firewood.languages.dates import StatedDay, read_stated_day
from firewood.ui.drawing.woodpile import Act, stack


def act(words: str = "", **more: object) -> Act:
    told: dict[str, object] = {"label": words, "url": "/", "way": "us", "kind": "goods", "day": read_stated_day(words)}
    return Act(**(told | more))  # type: ignore[arg-type]


def on(day: date) -> Act:
    return Act(label=str(day), url="/", way="us", kind="goods", day=StatedDay("", day, day))


def test_days_stand_in_order_and_the_undated_apart() -> None:
    pile = stack([act("9 March 2020"), act(), act("early February 2020"), act("9 March 2020"), act("2015")])
    assert [(column.main, column.below, column.count) for column in pile.columns] == [
        ("2015", "", 1), ("early Feb", "2020", 1), ("9 Mar", "2020", 2)]  # fmt: skip
    assert pile.undated is not None
    assert (pile.undated.main, pile.undated.count) == ("day not known", 1)


def test_above_forty_dated_acts_weeks_then_months_then_years() -> None:
    first = date(2020, 2, 3)
    forty = [on(first + timedelta(days=n)) for n in range(40)]
    assert stack(forty).grouping == "day"
    weeks = stack([*forty, on(first + timedelta(days=40))])
    assert weeks.grouping == "week"
    assert [column.count for column in weeks.columns] == [7, 7, 7, 7, 7, 6]
    assert stack([on(first + timedelta(days=10 * n)) for n in range(100)]).grouping == "month"
    assert stack([on(first + timedelta(days=60 * n)) for n in range(100)]).grouping == "year"


def test_no_act_is_dropped_silently() -> None:
    pile = stack([on(date(2020, 3, 9))] * 100 + [act()] * 55)
    assert [(len(column.acts), column.more, column.count) for column in pile.columns] == [(8, 92, 100)]
    assert pile.undated is not None
    assert (len(pile.undated.acts), pile.undated.more) == (40, 15)


def test_an_act_known_to_its_month_has_the_month_below() -> None:
    assert [column.main for column in stack([act("April 2020"), act("16 and 17 March 2020")]).columns] == [
        "16, 17 Mar", "Apr"]  # fmt: skip


def test_log_ends_tell_direction_without_colour() -> None:
    svg = {way: str(act(way=way).svg) for way in ("us", "them", "exchange")}
    assert [svg[way].count('class="ring"') for way in svg] == [1, 1, 0]
    assert 'class="log them"' in svg["them"]
    assert "stroke-dasharray" in str(act(offer=True).svg)
