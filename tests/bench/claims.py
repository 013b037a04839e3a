"""Claiming through the API: one project that all want, and a hundred; 8 and 32 clients."""

import json
import uuid
from collections.abc import Sequence
from statistics import median

from projects.models import Claim, Project
from tests import factories
from tests.bench import filling, pgbench
from tests.bench.driving import Drive, drive, post
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal
from tests.bench.town import Town, tokens_of

ROUNDS, REQUESTS = 5, 240
SPREADS = {"one project": 1, "100 projects": 100}
CLIENTS = (8, 32)
OF_EMPTY, P95_MS = 0.35, 400


def measure(portal: Portal, town: Town) -> list[Line]:
    units = town.units[:REQUESTS]
    tokens = tokens_of(units)
    drive(portal.port, empty_posts(tokens), 8, expect=201)  # warms both workers up
    lines: list[Line] = []
    for name, many in SPREADS.items():
        for clients in CLIENTS:
            lines += one_spread(portal, town, tokens, name, many, clients)
    return lines


def one_spread(
    portal: Portal, town: Town, tokens: list[str], name: str, many: int, clients: int
) -> list[Line]:
    """Empty POSTs, claims and bare SQL in turn, so that what disturbs a round disturbs all three."""
    empty, claims, bare = [], [], []
    for _ in range(ROUNDS):
        empty.append(drive(portal.port, empty_posts(tokens), clients, expect=201))
        claims.append(claim_once(portal, town, tokens, many, clients))
        bare.append(pgbench.claims_a_second(town.units[0], publish(town, many), clients))
    work = f"claim, {name}, {clients} clients"
    rates = [each.rate for each in claims]
    ours = f"{in_the_middle(rates, '/s')}, p95 {median(each.p95 for each in claims):.0f} ms"
    empties = [each.rate for each in empty]
    said = [
        Line(
            work,
            "an empty POST",
            ours,
            in_the_middle(empties, "/s"),
            ratios(rates, empties),
            at_least=OF_EMPTY,
        ),
        Line(work, "one statement, pgbench", ours, in_the_middle(bare, "/s"), ratios(rates, bare)),
    ]
    if many == 1 and clients == max(CLIENTS):
        said.append(p95_line(work, claims))
    return said


def p95_line(work: str, claims: Sequence[Drive]) -> Line:
    waits = [each.p95 for each in claims]
    of_bound = [each / P95_MS for each in waits]
    return Line(
        f"{work}, p95", f"{P95_MS} ms", in_the_middle(waits, "ms"), f"{P95_MS} ms", of_bound, at_most=1
    )


def claim_once(portal: Portal, town: Town, tokens: list[str], many: int, clients: int) -> Drive:
    """Every unit claims one of fresh projects. RuntimeError unless each claim is there and counted."""
    projects = publish(town, many)
    shots = [
        post(f"/api/v1/projects/{projects[at % many]}/claims/", headers(token), body(town.units[at]))
        for at, token in enumerate(tokens)
    ]
    found = drive(portal.port, shots, clients, expect=201)
    counted = sum(Project.objects.filter(pk__in=projects).values_list("claimed", flat=True))
    if not len(shots) == counted == Claim.objects.filter(project__in=projects).count():
        raise RuntimeError(f"{len(shots)} claims were answered, {counted} are counted")
    return found


def publish(town: Town, many: int) -> list[int]:
    """Ids of fresh projects without a limit, one after the other."""
    rows = factories.ProjectFactory.build_batch(
        many,
        region=town.street,
        year=filling.YEAR - 1,
        unit_id=town.villages[0],
        unit=None,
        category_id=town.categories[0],
        category=None,
        capacity=None,
    )
    return [row.pk for row in Project.objects.bulk_create(rows)]


def empty_posts(tokens: list[str]) -> list[bytes]:
    return [post("/api/v1/bench/empty/", headers(token), body(1)) for token in tokens]


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Token {token}", "Idempotency-Key": uuid.uuid4().hex}


def body(unit: int) -> bytes:
    return json.dumps({"unit": unit, "promise": "安装路灯 32 盏"}).encode()
