"""Asking the API as somebody."""

from typing import Any

from django.urls import reverse
from rest_framework.test import APIClient


def by(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def post(user: Any, route: str, pk: int | None = None, *, key: str = "", **sent: Any) -> Any:
    """The answer to a POST, repeatable under `key`."""
    headers = {"Idempotency-Key": key} if key else {}
    address = reverse(f"api_{route}", args=[] if pk is None else [pk])
    return by(user).post(address, sent, format="json", headers=headers)


def read(user: Any, route: str, pk: int | None = None, **asked: Any) -> Any:
    """What a GET says."""
    return by(user).get(reverse(f"api_{route}", args=[] if pk is None else [pk]), asked).json()


def listed(user: Any, route: str, **asked: Any) -> list[int]:
    """The ids of a list's first page."""
    return [row["id"] for row in read(user, f"{route}-list", **asked)["results"]]


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
