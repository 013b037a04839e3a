"""Sends what a machine thinks up to every operation of the API and checks each answer against the schema."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LEFT_OUT = ("/api/v1/schema/", "/api/v1/auth/token/revoke/")
"""The schema is not JSON unless asked, and what gives its token back would end the run."""

ADDRESSED = {
    "appointments": ["appointment"],
    "categories": ["project_category", "resource_filled"],
    "claims": [
        "submitted_claim",
        "confirmed_claim",
        "completed_claim",
        "offered_claim",
        "pending_unit_claim",
    ],
    "enrolments": ["enrolment", "applied", "suspended"],
    "needs": ["draft_need", "submitted_need", "published_need", "suspended_need"],
    "projects": ["draft_project", "submitted_project", "published_project", "suspended_project"],
    "records": ["record"],
    "regions": ["place_id"],
    "resources": ["draft_resource", "submitted_resource", "published_resource", "suspended_resource"],
    "units": ["unit", "hood"],
    "zones": ["zone"],
}
"""What the id in an address may stand for, by the first part of the address."""

NAMED = {
    "unit": ["unit", "other", "hood"],
    "neighbourhood": ["hood"],
    "category": ["project_category", "need_category", "resource_category"],
    "region": ["street", "elsewhere"],
    "enrolment": ["enrolment", "suspended"],
    "user": ["account", "successor"],
    "record": ["record"],
    "project": ["published_project"],
}
"""The same for ids in a body."""


@contextmanager
def one_connection() -> Iterator[None]:
    """The application in the test's own transaction: it would close the connection after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def served(environ: dict[str, Any], start_response: Any) -> Any:
    """The application as a server calls it: it knows where a request came from and closes what it answers."""
    with closing(application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)) as answer:
        return [b"".join(answer)]


def operations() -> list[Any]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", served)
    found = [result.ok() for result in schema.get_all_operations()]
    return [operation for operation in found if operation.path not in LEFT_OUT]


def fuzz(operation: Any, token: str, things: dict[str, Any], cases: int) -> int:
    """Send so many cases, the same ones each time, fewer where there are not as many. Gives how many.

    Raises what the checks raise.
    """
    dice, sent = random.Random(operation.label), count()

    @seed(20_261_122)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        next(sent)
        aim(case, things, dice)
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Token {token}"})

    send()
    return next(sent)


def aim(case: Any, things: dict[str, Any], dice: random.Random) -> None:
    """Every other id becomes that of something which is there: else hardly a case got past the door."""
    words = ADDRESSED.get(case.operation.path.removeprefix("/api/v1/").split("/")[0])
    for name in case.path_parameters or {}:
        if words and dice.random() < 0.7:
            case.path_parameters[name] = things[dice.choice(words)]
    if isinstance(case.body, dict):
        for name in NAMED.keys() & case.body.keys():
            if dice.random() < 0.7:
                case.body[name] = things[dice.choice(NAMED[name])]
