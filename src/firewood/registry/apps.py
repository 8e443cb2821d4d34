from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "firewood.registry"
    label = "registry"

    def ready(self) -> None:
        """Refusals speak of the states of visits in the words of the office."""
        from firewood.journal.steps import speak_of  # noqa: PLC0415  models are there only now
        from firewood.registry.states import VisitState  # noqa: PLC0415
        from firewood.registry.words import visit_state  # noqa: PLC0415

        speak_of(VisitState, visit_state)
