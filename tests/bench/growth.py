"""The same pages at 1,100, 100,000 and 1,000,000 rows of one edition: none may cost more with more rows.

Some of it alone, by environment: `PAGE="for a village"` takes the pages with this in their name, and
`ROWS=100000` stops there.
"""

import os
from collections.abc import Iterator
from urllib.parse import urlencode

from portal.lists.cursors import Cursor
from portal.lists.paging import key_values
from portal.lists.spec import ListSpec
from projects.hall.lists import HallList
from projects.listings.lists import ProjectList
from projects.models import Project
from tests.bench import filling
from tests.bench.pages import PLAIN, Cost, costs
from tests.bench.results import Line
from tests.bench.serving import Portal
from tests.bench.town import Town, session_of

PAGE = os.environ.get("PAGE", "")
MOST_ROWS = int(os.environ.get("ROWS", "1000000"))
SIZES = tuple(size for size in (1_100, 100_000, 1_000_000) if size <= MOST_ROWS)
REACH = {100_000: 1.5, 1_000_000: 3.0}
ROUNDS, REQUESTS = 5, 6
NEEDLES = {"1 character": "灯", "2 characters": "路灯", "4 characters": "路灯改造", "a rare one": "龘"}
HALL_FILTERS = {"can be claimed": {"can": "now"}, "is full": {"can": "full"}}


def measure(portal: Portal, town: Town) -> list[Line]:
    user = town.liaison(0)
    session, found, filled = session_of(user), {}, 0
    for size in SIZES:
        town.fill_projects(filled + 1, size)
        filled = size
        found[size] = costs(
            portal, {"plain": PLAIN, **paths(town)}, session, rounds=ROUNDS, requests=REQUESTS
        )
    return [line for size in SIZES[1:] for line in grown(found[SIZES[0]], found[size], size)]


def grown(small: dict[str, Cost], large: dict[str, Cost], size: int) -> Iterator[Line]:
    """In pages without a query, measured in the same rounds: the machine itself is not always as fast."""
    for name in small:
        if name == "plain":
            continue
        before, after = (in_plain_pages(found, name) for found in (small, large))
        ratios = [a / b for a, b in zip(after, before, strict=True)]
        searched = any(needle in name for needle in NEEDLES)
        bound = None if size > 100_000 and searched else REACH[size]
        yield Line(
            f"{name}, {size:,} rows",
            "itself at 1,100",
            str(large[name]),
            str(small[name]),
            ratios,
            at_most=bound,
        )


def in_plain_pages(found: dict[str, Cost], name: str) -> list[float]:
    return [mine / plain for mine, plain in zip(found[name].processor, found["plain"].processor, strict=True)]


def paths(town: Town) -> dict[str, str]:
    """Every order, first page and deep inside; every filter; searches of 1, 2 and 4 characters."""
    edition = {"region": town.street.pk, "year": filling.YEAR}
    rows = Project.objects.filter(**edition)
    found = {}
    for page, spec in (("/projects/", ProjectList), ("/hall/", HallList)):
        for ordering in spec.orderings:
            asked = edition | {"ordering": ordering}
            found[f"{page} by {ordering}"] = address(page, asked)
            found[f"{page} by {ordering}, deep"] = address(
                page, asked | {"cursor": middle(rows, spec, ordering)}
            )
        for name, needle in NEEDLES.items():
            found[f"{page} search {name}"] = address(page, edition | {"search": needle})
        for name, filtered in filters(town, page).items():
            found[f"{page} {name}"] = address(page, edition | filtered)
    return {name: asked for name, asked in found.items() if PAGE in name}


def filters(town: Town, page: str) -> dict[str, dict[str, object]]:
    category = {"of a category": {"category": town.categories[3]}}
    if page == "/hall/":
        return category | HALL_FILTERS | {"for a village": {"area": f"n{town.villages[0]}"}}
    return category | {
        "in a rare state": {"state": "suspended"},
        "by a publisher": {"publisher": "第12家"},
        "by any publisher": {"publisher": "测试"},
        "for a village": {"neighbourhood": "东风"},
        "of one's own": {"mine": "true"},
    }


def address(page: str, parameters: dict[str, object]) -> str:
    return f"{page}?{urlencode(parameters)}"


def middle(rows: object, spec: type[ListSpec], ordering: str) -> str:
    """The cursor of a row half-way through."""
    keys = spec.orderings[ordering].bind(rows)
    ordered = rows.order_by(*[key.order_by() for key in keys])
    at = ordered.values_list(*[key.path for key in keys])[rows.count() // 2]
    return Cursor(ordering, False, key_values(at, len(keys))).encode()
