"""Pages by their processor time: web server and database together, in turn with a page without a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import User
from projects.models import Project
from tests import factories
from tests.bench import filling
from tests.bench.driving import HOST, drive, get
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal, database_pid, used_ms
from tests.bench.town import Town, session_of

ROUNDS, REQUESTS, CLIENTS = 5, 40, 2
PLAIN = "/about/help/"
"""A signed-in page with menu and header that asks the database nothing of its own."""
AT_LEAST_ONE, A_PAGE = 1, 25
MOST_QUERIES = 8


@dataclass
class Cost:
    """Of one address, a value for each round: processor time and waiting, milliseconds a request."""

    processor: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{in_the_middle(self.processor, 'ms')} CPU, {median(self.waited):.0f} ms"


def costs(
    portal: Portal,
    paths: Mapping[str, str],
    session: Mapping[str, str],
    *,
    rounds: int = ROUNDS,
    requests: int = REQUESTS,
) -> dict[str, Cost]:
    """What each address costs, by name. All of them are asked in every round, one after the other."""
    found = {name: Cost() for name in paths}
    roots = portal.pid, database_pid()
    for path in paths.values():
        drive(portal.port, [get(path, session)] * CLIENTS * 2, CLIENTS, expect=200)  # warms up, and may fail
    for _ in range(rounds):
        for name, path in paths.items():
            before = used_ms(*roots)
            drove = drive(portal.port, [get(path, session)] * requests, CLIENTS, expect=200)
            found[name].processor.append((used_ms(*roots) - before) / requests)
            found[name].waited.append(median(drove.latencies))
    return found


def queries(user: User, path: str) -> int:
    """How many statements the page asks. RuntimeError unless it is answered."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return len(captured)


def compared(found: Mapping[str, Cost], plain: str, at_most: float) -> list[Line]:
    """Every address against the plain one."""
    other = found[plain]
    return [
        Line(
            name,
            "a page without a query",
            str(cost),
            str(other),
            ratios(cost.processor, other.processor),
            at_most=at_most,
        )
        for name, cost in found.items()
        if name != plain
    ]


def measure_lists(portal: Portal, town: Town) -> list[Line]:
    """The project list and the hall with 25 rows and filters on; queries with 1 and with 25 rows."""
    small = factories.street("枫泾镇", "310116102")
    user = factories.staff_of(small)
    paths = {
        "list of projects": f"/projects/?region={small.pk}&year={filling.YEAR}&state=published",
        "hall": f"/hall/?region={small.pk}&year={filling.YEAR}&can=now",
    }
    publish_in(small, AT_LEAST_ONE)
    one = {name: queries(user, path) for name, path in paths.items()}
    publish_in(small, A_PAGE - AT_LEAST_ONE)
    full = {name: queries(user, path) for name, path in paths.items()}
    lines = compared(
        costs(
            portal,
            {"plain": PLAIN, **{f"{name}, {A_PAGE} rows": path for name, path in paths.items()}},
            session_of(user),
        ),
        "plain",
        4,
    )
    return lines + [
        Line(
            f"{name}, queries",
            "with 1 row",
            f"{full[name]}",
            f"{one[name]}",
            [full[name] / MOST_QUERIES],
            at_most=1,
        )
        for name in paths
    ]


def publish_in(street: object, many: int) -> None:
    rows = factories.ProjectFactory.build_batch(
        many, region=street, category=factories.category(region=street)
    )
    publisher = factories.member(f"发布单位{many}", street)
    for row in rows:
        row.unit = publisher
    Project.objects.bulk_create(rows)


def measure_home(portal: Portal, town: Town) -> list[Line]:
    """The landing page of a street's office with 5,000 matters waiting."""
    street = factories.street("亭林镇", "310116103")
    user = factories.staff_of(street)
    publish_in(street, 10_000)
    filling.run(
        "UPDATE projects_project SET state = 'submitted', submitted_at = now() - interval '1 day' "
        "WHERE region_id = %(street)s AND id %% 2 = 0",
        street=street.pk,
    )
    found = costs(portal, {"plain": PLAIN, "home with 5,000 to-dos": "/"}, session_of(user))
    return compared(found, "plain", 6)
