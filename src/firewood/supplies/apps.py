from django.apps import AppConfig


class SuppliesConfig(AppConfig):
    name = "firewood.supplies"
    label = "supplies"
