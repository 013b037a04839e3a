"""Requests are counted by the minute: for a user, or for the address of whoever did not sign in."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from rest_framework.test import APIClient

from portal.api import throttles
from portal.api.housekeeping import forget_old_requests
from portal.api.models import RequestCounter

START = datetime(2026, 3, 1, 8, 0, 15, tzinfo=UTC)
NEXT_MINUTE = datetime(2026, 3, 1, 8, 1, 0, tzinfo=UTC)


def test_a_user_is_told_to_wait_for_the_next_minute(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles, "PER_USER", 2)
    with time_machine.travel(START, tick=False):
        answers = [api.get("/api/v1/places/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2]["Retry-After"], answers[2].json()["code"]) == ("45", "throttled")
    with time_machine.travel(NEXT_MINUTE, tick=False):
        assert api.get("/api/v1/places/").status_code == 200


def test_strangers_are_counted_by_address(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles, "PER_ADDRESS", 1)
    with time_machine.travel(START, tick=False):
        statuses = [
            Client().get("/api/v1/schema/", REMOTE_ADDR=address).status_code
            for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2")
        ]
    assert statuses == [200, 429, 200]


def test_counters_of_past_minutes_are_forgotten(api: APIClient) -> None:
    with time_machine.travel(START, tick=False):
        api.get("/api/v1/places/")
        forget_old_requests()
        assert RequestCounter.objects.count() == 1
    with time_machine.travel(NEXT_MINUTE, tick=False):
        forget_old_requests()
        assert RequestCounter.objects.count() == 0
