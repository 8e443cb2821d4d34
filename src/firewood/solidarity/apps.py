from functools import partial

from django.apps import AppConfig


class SolidarityConfig(AppConfig):
    name = "firewood.solidarity"
    label = "solidarity"

    def ready(self) -> None:
        """Refusals speak of the states of a gesture in the words of the office."""
        from firewood.journal.steps import speak_of  # noqa: PLC0415  models are there only now
        from firewood.solidarity import states, words  # noqa: PLC0415

        speak_of(states.GestureState, partial(words.word, "gesture_state"))
