from importlib import import_module

from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"
    verbose_name = "联席与结对"

    def ready(self) -> None:
        import_module("alliances.records.rules")
