from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "firewood.registry"
    label = "registry"
