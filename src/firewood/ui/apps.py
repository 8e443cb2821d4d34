from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "firewood.ui"
    label = "ui"
