"""Made-up partners all over the world, as many as a test needs."""

import random

from firewood.ui.drawing.worldmap import Thread, Town

HOME = Town(key="home", name="Alderby", latitude=39.9, longitude=116.4)
REGIONS = (
    (50, 8, 9, 0.55),
    (36, 134, 5, 0.2),
    (30, 45, 12, 0.1),
    (0, 20, 25, 0.05),
    (-20, -55, 15, 0.05),
    (40, -95, 12, 0.05),
)
SYLLABLES = ("al", "ber", "dor", "fen", "gar", "hol", "lin", "mar", "nor", "os", "ra", "sten", "tor", "val", "wick")


def partners(count: int, *, seed: int = 1) -> tuple[list[Town], list[Thread]]:
    """Towns bunched as real partners are, most of them in one small region, and what went between."""
    chance = random.Random(seed)
    towns, threads = [], []
    for number in range(count):
        latitude, longitude, spread, _ = chance.choices(REGIONS, weights=[region[3] for region in REGIONS])[0]
        name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
        place = {"latitude": latitude + chance.gauss(0, spread / 2), "longitude": longitude + chance.gauss(0, spread)}
        towns.append(Town(key=str(number), name=f"{name} {number}", url=f"/partners/{number}", **place))
        ways = chance.sample(("to", "from", "offer", "gesture"), k=chance.randint(1, 2))
        threads += [Thread(town=str(number), way=way, words=f"supplies, {number} boxes") for way in ways]
    return towns, threads
