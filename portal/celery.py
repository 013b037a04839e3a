"""The Celery application: a nudge and a clock, never the place where work is remembered.

Redis loses tasks when a worker is killed at the wrong moment, whatever the settings; the outbox
(`portal.outbox`) is what remembers. The figures here come from measured failures, see docs/decisions.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("lianxi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["portal.outbox", "portal.audit", "portal.files", "portal.api", "projects.claims"])
