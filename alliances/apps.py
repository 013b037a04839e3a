from importlib import import_module

from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"
    verbose_name = "联席与结对"

    def ready(self) -> None:
        """Read the table of rules and fill the registries. Models are there only by now."""
        import_module("alliances.assessment.rules")
        import_module("alliances.councils.rules")
        import_module("alliances.meetings.rules")
        import_module("alliances.metrics.rules")
        import_module("alliances.pairing.rules")
        import_module("alliances.pairing.agreement.rules")
        import_module("alliances.papers.rules")
        import_module("alliances.records.rules")
        import_module("alliances.rotation.rules")
        import_module("alliances.surveys.rules")
        import_module("alliances.registering").register()
