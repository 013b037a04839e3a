"""What a supervisor and Prometheus ask: plain answers, without session or template."""

import os
from datetime import timedelta
from functools import cache
from ipaddress import ip_address

import redis
from django.conf import settings
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.outbox.models import Heartbeat, Outbox
from portal.outbox.tasks import CANARY

CANARY_SILENCE = timedelta(seconds=90)
"""A worker that stands still is found well within three minutes."""

OUTBOX_ROWS = Gauge(
    "lianxi_outbox_rows",
    "Outbox rows that are not done, by state",
    ["state"],
    multiprocess_mode="mostrecent",
)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process may get requests: 503 without the database or with migrations not applied.

    A broker or a canary that is away degrades nothing a person does, so it is named and not fatal.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '1s'")
            migrated = migrations_are_applied()
            parts = {"database": True, "migrations": migrated, "canary": migrated and canary_sings()}
    except Error:
        parts = {"database": False, "migrations": False, "canary": False}
    parts["broker"] = broker_answers(settings.REDIS_URL)
    body = {name: "ok" if well else "degraded" for name, well in parts.items()}
    return JsonResponse(body, status=200 if parts["migrations"] else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, for this machine only: 404 for everybody else."""
    if not is_from_this_machine(request):
        return HttpResponseNotFound()
    counted = dict(Outbox.objects.exclude(state="done").values_list("state").annotate(Count("pk")))
    for state in (Outbox.State.PENDING, Outbox.State.DEAD):
        OUTBOX_ROWS.labels(state.value).set(counted.get(state.value, 0))
    return HttpResponse(generate_latest(figures()), content_type=CONTENT_TYPE_LATEST)


def figures() -> CollectorRegistry:
    """The figures of all web processes where they share the folder PROMETHEUS_MULTIPROC_DIR, else our own."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def is_from_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine makes everybody look local, but says so in a header."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    return ip_address(request.META["REMOTE_ADDR"]).is_loopback


@cache
def migrations_of_this_code() -> frozenset[tuple[str, str]]:
    """Every migration on disk, read once for each process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def migrations_are_applied() -> bool:
    return migrations_of_this_code() <= set(MigrationRecorder(connection).applied_migrations())


def canary_sings() -> bool:
    """Whether scheduler, broker and worker together did their smallest task lately."""
    since = timezone.now() - CANARY_SILENCE
    return Heartbeat.objects.filter(name=CANARY, beat_at__gte=since).exists()


def broker_answers(url: str) -> bool:
    """Whether Redis answers a ping, asked once and for a second."""
    # The client's own default is three more attempts with growing pauses.
    once = Retry(NoBackoff(), 0)
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1, retry=once) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
