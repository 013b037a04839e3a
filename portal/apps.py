from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "门户"

    def ready(self) -> None:
        # Handlers use models, which can be imported only now.
        from portal.api.routes import API_ROUTES  # noqa: PLC0415
        from portal.exports import registering as exports  # noqa: PLC0415
        from portal.ledgers.imports import registering as imports  # noqa: PLC0415
        from portal.ledgers.snapshots import registering as snapshots  # noqa: PLC0415
        from portal.outbox.handlers import OUTBOX_HANDLERS  # noqa: PLC0415
        from portal.outbox.notices import KIND, write_notices  # noqa: PLC0415

        API_ROUTES.register("inbox", "portal.inbox.api_urls")
        OUTBOX_HANDLERS.register(KIND, write_notices)
        imports.register()
        snapshots.register()
        exports.register()
