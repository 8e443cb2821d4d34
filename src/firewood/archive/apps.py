from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "firewood.archive"
    label = "archive"
