"""The Celery application: a nudge and a clock, never the place where work is remembered.

Redis loses tasks when a worker is killed at the wrong moment, whatever the settings; the outbox
(`portal.outbox`) is what remembers. The figures here come from measured failures, see docs/decisions.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("lianxi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "portal.outbox",
        "portal.audit",
        "portal.files",
        "portal.api",
        "portal.exports",
        "portal.ledgers.imports",
        "alliances.rotation",
        "projects.claims",
    ]
)


@worker_ready.connect
def sing(**about_the_worker: Any) -> None:
    """A worker that just came up is known to be there at once, not only when the scheduler rings."""
    app.send_task("portal.outbox.tasks.canary", expires=10)
