from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        # Handlers use models, which can be imported only now.
        from portal.outbox.handlers import OUTBOX_HANDLERS  # noqa: PLC0415
        from portal.outbox.notices import KIND, write_notices  # noqa: PLC0415

        OUTBOX_HANDLERS.register(KIND, write_notices)
