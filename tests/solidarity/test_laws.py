"""Laws of the counting of letters, tried with many stories."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from firewood.solidarity.models import Gesture
from firewood.solidarity.queries import LettersKnown, letters_known
from firewood.solidarity.states import GestureKind
from tests.solidarity.world import Friends, friends, stated

NEW_YEAR = date(2020, 1, 1)
DAYS = st.integers(0, 30)
SENDERS = st.sampled_from(["seoul", "cologne", "berlin", "stavanger", "sco"])
LETTERS = st.lists(
    st.tuples(SENDERS, st.sampled_from(["beijing", "office", "daxing"]), st.sampled_from(list(GestureKind)), DAYS),
    max_size=8,
)
Letter = tuple[str, str, GestureKind, int]
SISTERS = {"seoul", "cologne", "berlin"}
TO_THE_CITY = {"beijing", "office"}


class Laws(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(letters=LETTERS, number=st.integers(1, 6), said=DAYS)
    def test_cities_are_distinct_sisters_that_wrote_to_the_city_and_only_grow(
        self, letters: list[Letter], number: int, said: int
    ) -> None:
        here = friends()
        stated(here.beijing, number, NEW_YEAR + timedelta(said))
        Gesture.objects.bulk_create(
            Gesture(
                number=f"IN-2020-{place:03d}", kind=kind, way="in", state="sent", basis="reported",
                sender=getattr(here, sender), addressee=getattr(here, addressee),
                counts_from=NEW_YEAR + timedelta(day),
            )
            for place, (sender, addressee, kind, day) in enumerate(letters)
        )  # fmt: skip
        before: set[str] = set()
        for day in sorted({0, said - 1, said, *(on for *_rest, on in letters)}):
            known = letters_known(as_of=NEW_YEAR + timedelta(day))
            before = self._holds(here, known, letters, (day, before))
            if day < said:
                assert (known.stated, known.named, known.not_named) == (None, 0, None)
            if day == said:
                assert (known.named, known.not_named) == (len(known.cities), max(number - len(known.cities), 0))

    def _holds(self, here: Friends, known: LettersKnown, letters: list[Letter], then: tuple[int, set[str]]) -> set[str]:
        day, before = then
        cities = [party.key for party in known.cities]
        wanted = {
            sender
            for sender, addressee, kind, on in letters
            if sender in SISTERS and addressee in TO_THE_CITY and kind == GestureKind.LETTER and on <= day
        }
        assert len(cities) == len(set(cities))
        assert before <= set(cities) == wanted
        assert here.sco not in known.cities
        assert {party.key for party in known.organisations} <= {"sco"}
        return wanted
