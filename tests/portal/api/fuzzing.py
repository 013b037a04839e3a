"""Sends what a machine thinks up to every operation of the API and checks each answer against the schema."""

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.transport.serialization import Binary

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
    "cycles": ["cycle_computed", "cycle_reviewed", "cycle_told", "cycle_over"],
    "documents": ["document", "shared_document"],
    "duties": ["duty", "handed_duty", "coming_duty"],
    "exemptions": ["exemption"],
    "rotations": ["rotation", "empty_rotation"],
    "seats": ["seat"],
    "snapshots": ["snapshot"],
    "swaps": ["asked_swap", "own_swap"],
    "enrolments": ["enrolment", "applied", "suspended"],
    "exports": ["ready_export", "failed_export"],
    "imports": ["ready_import", "imported_import"],
    "needs": ["draft_need", "submitted_need", "published_need", "suspended_need"],
    "notices": ["notice"],
    "projects": ["draft_project", "submitted_project", "published_project", "suspended_project"],
    "objections": ["objection"],
    "records": ["record"],
    "results": ["result"],
    "schemes": ["scheme", "adopted_scheme"],
    "scores": ["score"],
    "regions": ["place_id"],
    "resources": ["draft_resource", "submitted_resource", "published_resource", "suspended_resource"],
    "surveys": ["drafted_survey", "open_survey", "closed_survey"],
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
    "result": ["result"],
    "indicator": ["judged_leaf", "told_leaf"],
    "project": ["published_project"],
    "rotation": ["rotation", "empty_rotation"],
    "seat": ["seat"],
    "duty_a": ["coming_duty"],
    "duty_b": ["later_duty"],
}
"""The same for ids in a body."""

FILES = {"file": "workbook", "upload": "photo"}
"""The same for files, which are bytes by chance otherwise."""

ASKED = {"exports": {"kind": "inspection", "options": {"year": 2026, "span": "year", "parts": ["units"]}}}
"""Words that nobody meets by chance, by the first part of the address."""

KEPT = 0.1
"""So large a part of the cases is not taken back while its operation is tried."""


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
        with transaction.atomic():
            case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Token {token}"})
            transaction.set_rollback(dice.random() >= KEPT)

    with transaction.atomic():
        send()
        transaction.set_rollback(True)  # the next operation finds everything in its place
    return next(sent)


def aim(case: Any, things: dict[str, Any], dice: random.Random) -> None:
    """Much that stands for something becomes what is there: else hardly a case got past the door."""
    subject = case.operation.path.removeprefix("/api/v1/").split("/")[0]
    for name in case.path_parameters or {}:
        if subject in ADDRESSED and dice.random() < 0.7:
            case.path_parameters[name] = things[dice.choice(ADDRESSED[subject])]
    if isinstance(case.body, dict):
        known = {name: value for name, value in said_of(case, subject, things, dice) if name in case.body}
        case.body |= {name: value for name, value in known.items() if dice.random() < 0.7}


def said_of(
    case: Any, subject: str, things: dict[str, Any], dice: random.Random
) -> Iterator[tuple[str, Any]]:
    """What fields of a body may say so that it is understood."""
    for name, words in NAMED.items():
        yield name, things[dice.choice(words)]
    if case.media_type == "multipart/form-data":
        for name, word in FILES.items():
            yield name, Binary(things[word]().read())
    if case.method == "POST":
        yield from ASKED.get(subject, {}).items()
