from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "firewood.languages"
    label = "languages"
