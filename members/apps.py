from importlib import import_module

from django.apps import AppConfig

RULES = tuple(f"members.{each}.rules" for each in ("places", "units", "people", "sites", "party", "teams"))


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "成员与组织"

    def ready(self) -> None:
        """Fill the registries. Models are there only by now, so the modules are imported here."""
        for module in RULES:
            import_module(module)
        import_module("members.registering").register()
