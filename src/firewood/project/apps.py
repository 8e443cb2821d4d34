from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "firewood.project"
    label = "project"
