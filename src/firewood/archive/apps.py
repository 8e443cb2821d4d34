from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "firewood.archive"
    label = "archive"

    def ready(self) -> None:
        """Refusals speak of the states of a paper in the words of the office."""
        from firewood.archive import states, words  # noqa: PLC0415
        from firewood.journal.steps import speak_of  # noqa: PLC0415

        speak_of(states.PaperState, words.state_words)
