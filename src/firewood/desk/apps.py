from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "firewood.desk"
    label = "desk"
