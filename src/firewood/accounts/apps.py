from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "firewood.accounts"
    label = "accounts"
