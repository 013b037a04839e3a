from importlib import import_module

from django.apps import AppConfig

from portal.api.routes import API_ROUTES


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "三张清单"

    def ready(self) -> None:
        """Read the tables of rules and fill the registries. Models are there only by now."""
        import_module("projects.listings.rules")
        import_module("projects.claims.rules")
        import_module("projects.claims.letters.rules")
        import_module("projects.matching.rules")
        import_module("projects.yearly.rules")
        API_ROUTES.register("projects", "projects.api")
        import_module("projects.listings.registering").register()
        import_module("projects.claims.registering").register()
        import_module("projects.claims.recording.registering").register()
        import_module("projects.yearly.registering").register()
        import_module("projects.matching.registering").register()
