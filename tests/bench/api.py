"""A page of a hundred through the API, beside the same rows written as JSON by PostgreSQL."""

from tests.bench.driving import drive, get
from tests.bench.results import Line, in_the_middle, ratios
from tests.bench.serving import Portal
from tests.bench.town import Town, session_of

ROUNDS, REQUESTS, CLIENTS, SIZE = 5, 50, 4, 100
# Together below the 600 a minute that the throttle lets one person ask.


def measure(portal: Portal, town: Town) -> list[Line]:
    """Needs at least a hundred projects; those of the claims are there."""
    session = session_of(town.liaison(1))
    paths = {"ours": "/api/v1/projects/", "json_agg": "/api/v1/bench/json/"}
    rates: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(ROUNDS):
        for name, path in paths.items():
            asked = [get(f"{path}?page_size={SIZE}", session)] * REQUESTS
            rates[name].append(drive(portal.port, asked, CLIENTS, expect=200).rate)
    ours, theirs = rates["ours"], rates["json_agg"]
    said = in_the_middle(ours, "/s"), in_the_middle(theirs, "/s")
    return [
        Line("API page of 100", "json_agg through the same view", *said, ratios(ours, theirs), at_least=0.5)
    ]
