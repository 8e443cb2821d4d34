"""The map chooses its view, its inset and its labels by itself."""

import gzip

import pytest

from firewood.ui.drawing.globe import kilometres, land, project
from firewood.ui.drawing.worldmap import Thread, Town, View, World, draw
from firewood.ui.templatetags.looks import worldmap
from tests.ui.towns import HOME, partners

RECORD = [
    Town(key="seoul", name="Seoul", latitude=37.57, longitude=126.98),
    Town(key="busan", name="Busan", latitude=35.18, longitude=129.08),
    Town(key="tokyo", name="Tokyo", latitude=35.68, longitude=139.69),
    Town(key="yokohama", name="Yokohama", latitude=35.44, longitude=139.64),
    Town(key="cologne", name="Cologne", latitude=50.94, longitude=6.96),
    Town(key="tehran", name="تهران", latitude=35.7, longitude=51.4, language="fa"),
]


def world_of(towns: list[Town], threads: list[Thread] | None = None) -> World:
    return draw(
        HOME, towns=towns, threads=threads or [Thread(town=town.key, way="to", words="suits") for town in towns]
    )


def boxes(view: View) -> list[tuple[float, float, float, float]]:
    return [dot.label.box for dot in view.dots if dot.label]


def touching(found: list[tuple[float, float, float, float]]) -> int:
    pairs = [(a, b) for place, a in enumerate(found) for b in found[place + 1 :]]
    return sum(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs)


def test_the_projection_puts_the_middle_in_the_middle() -> None:
    assert project(0, 60) == (500, 300)
    assert project(0, 240 - 1e-9)[0] == pytest.approx(1000)
    assert project(0, -119.999)[0] == pytest.approx(0, abs=0.01)
    assert kilometres((39.9, 116.4), (50.94, 6.96)) == pytest.approx(7770, abs=60)


def test_land_is_where_land_is() -> None:
    def is_land(latitude: float, longitude: float) -> bool:
        x, y = project(latitude, longitude)
        row = min(land(), key=lambda each: abs(each.y - y))
        return any(first - row.step <= x <= first + row.step * count for first, count in row.runs)

    assert [is_land(*place) for place in ((39.9, 116.4), (50.9, 7), (-25, 134), (40, -100))] == [True] * 4
    assert [is_land(*place) for place in ((40, -40), (0, -140), (-30, 80), (30, 160))] == [False] * 4


def test_the_close_towns_get_an_inset_by_themselves() -> None:
    world = world_of(RECORD)
    (inset,) = world.insets
    named = {dot.town.key for dot in inset.dots if dot.label}
    assert {"home", "seoul", "busan", "tokyo", "yokohama"} <= named
    assert {dot.town.key for dot in world.main.dots if dot.label} == {"home", "cologne", "tehran"}
    assert world_of(RECORD[4:]).insets == ()


def test_every_partner_is_in_the_words_and_on_the_map() -> None:
    towns, threads = partners(200)
    world = world_of(towns, threads)
    assert [line.number for line in world.lines] == list(range(1, 201))
    assert {line.town.key for line in world.lines} == {dot.town.key for dot in world.main.dots} - {"home"}


@pytest.mark.parametrize("seed", range(4))
def test_two_hundred_names_do_not_touch_and_stay_inside(seed: int) -> None:
    world = world_of(*partners(200, seed=seed))
    for view in (world.main, *world.insets):
        assert touching(boxes(view)) == 0
        assert all(
            box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height for box in boxes(view)
        )


def test_a_name_without_room_becomes_the_number_of_its_line() -> None:
    world = world_of(*partners(200))
    line = {line.town.key: str(line.number) for line in world.lines}
    numbered = [dot for dot in world.main.dots if dot.label and dot.label.numbered]
    assert world.numbered
    assert numbered
    assert all(dot.label and dot.label.text == line[dot.town.key] for dot in numbered)


def test_no_dot_of_land_lies_outside_the_view() -> None:
    view = world_of(RECORD).main
    starts = [float(run.split()[0]) for path, _ in view.land for run in path.split("M")[1:]]
    assert min(starts) >= -4
    assert max(starts) <= view.width + 4


def test_the_map_of_two_hundred_partners_is_light() -> None:
    page = worldmap(world_of(*partners(200)))
    assert len(gzip.compress(page.encode())) < 25_000
    assert "style=" not in page


def test_a_way_over_the_edge_of_the_page_is_drawn_in_two_pieces() -> None:
    far = Town(key="far", name="Far", latitude=37, longitude=-100)
    (_, path), *_ = world_of([far], [Thread(town="far", way="to")]).main.arcs
    assert path.count("M") == 2
