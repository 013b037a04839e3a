import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.utils import timezone
from prometheus_client import generate_latest

from portal import health
from portal.outbox.models import Heartbeat, Outbox

NO_BROKER = "redis://127.0.0.1:1/0"
ALL_WELL = {"database": "ok", "migrations": "ok", "canary": "ok", "broker": "ok"}


@pytest.fixture
def canary(db: None) -> Heartbeat:
    return Heartbeat.objects.create(name="canary", beat_at=timezone.now())


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The connection of this test finds nobody at its port."""
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    connection.close()
    yield
    connection.close()


def test_the_process_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_ready_when_all_is_well(client: Client, canary: Heartbeat) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, ALL_WELL)


def test_ready_without_the_broker(client: Client, canary: Heartbeat) -> None:
    with override_settings(REDIS_URL=NO_BROKER):
        response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, ALL_WELL | {"broker": "degraded"})


def test_ready_with_a_canary_that_fell_silent(client: Client, canary: Heartbeat) -> None:
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(seconds=91))
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, ALL_WELL | {"canary": "degraded"})


@pytest.mark.django_db
def test_ready_before_the_canary_first_sang(client: Client) -> None:
    assert client.get("/readyz").json() == ALL_WELL | {"canary": "degraded"}


def test_not_ready_with_a_migration_not_applied(
    client: Client, canary: Heartbeat, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = health.migrations_of_this_code() | {("portal", "9999_not_applied")}
    monkeypatch.setattr(health, "migrations_of_this_code", lambda: newer)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == ALL_WELL | {"migrations": "degraded", "canary": "degraded"}


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_the_database(client: Client, no_database: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {
        "database": "degraded",
        "migrations": "degraded",
        "canary": "degraded",
        "broker": "ok",
    }


@pytest.mark.django_db(transaction=True)
def test_the_database_is_away_in_the_test_above(no_database: None) -> None:
    with pytest.raises(OperationalError):
        Heartbeat.objects.exists()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_are_answered_in_plain_http_and_by_address(canary: Heartbeat, path: str) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert Client(headers={"Host": "127.0.0.1:8000"}).get(path).status_code == 200


def test_a_page_is_sent_to_https() -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert Client().get("/nothing-here/").status_code == 301


def test_this_machine_may_always_ask() -> None:
    assert {"127.0.0.1", "localhost"} <= set(settings.ALLOWED_HOSTS)


@pytest.mark.django_db
def test_metrics_tell_what_waits_and_what_was_given_up(client: Client) -> None:
    for number, state in enumerate(["pending", "pending", "dead"]):
        Outbox.objects.create(kind="test", key=f"{number}", payload={}, state=state)
    lines = client.get("/metrics").content.decode().splitlines()
    assert [line for line in lines if line.startswith("lianxi_outbox_rows{")] == [
        'lianxi_outbox_rows{state="pending"} 2.0',
        'lianxi_outbox_rows{state="dead"} 1.0',
    ]


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, 404),
        ("127.0.0.1", {"Forwarded": "for=10.1.2.3"}, 404),
    ],
)
@pytest.mark.django_db
def test_metrics_are_for_this_machine_only(address: str, headers: dict[str, str], status: int) -> None:
    response = Client(REMOTE_ADDR=address, headers=headers).get("/metrics")
    assert response.status_code == status


def test_metrics_add_up_the_web_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    count_one = "from portal import logs; logs.REQUESTS.labels('2xx').inc()"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", count_one], check=True)
    lines = generate_latest(health.figures()).decode().splitlines()
    assert 'lianxi_requests_total{status="2xx"} 2.0' in lines
