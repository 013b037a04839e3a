"""What the big screen shows, from plain values: tiles by category, the newest claims, who has arrived."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FRESH = dt.timedelta(minutes=1)
"""A claim this young stands out."""

MOST_TILES = 115
"""What a projector can show; more turn over, page by page."""

SECONDS_EACH = 15
LONGEST = 8
"""Characters of a project's name on its tile."""


@dataclass(frozen=True)
class Shown:
    """A published project. `claimed` places of `capacity`, None where there is no limit."""

    id: int
    category: str
    place: str
    title: str
    claimed: int
    capacity: int | None
    latest: dt.datetime | None = None


@dataclass(frozen=True)
class Tile:
    """`state`: waiting 待认领, partly 还差单位, taken 已认领, fresh 刚刚认领."""

    id: int
    place: str
    name: str
    state: str


@dataclass(frozen=True)
class Column:
    """A category. `taken` of `all` its projects have somebody."""

    name: str
    taken: int
    all: int
    tiles: Sequence[Tile]


def tile_of(project: Shown, now: dt.datetime) -> Tile:
    return Tile(project.id, short_place(project.place), short_name(project), state_of(project, now))


def state_of(project: Shown, now: dt.datetime) -> str:
    if not project.claimed:
        return "waiting"
    if project.latest is not None and now - project.latest < FRESH:
        return "fresh"
    return "partly" if project.capacity is not None and project.claimed < project.capacity else "taken"


def short_place(name: str) -> str:
    """五龙村, 东林: what follows the name of a 居民区 says nothing on a tile."""
    return name.removesuffix("居民区") if len(name) > len("居民区") else name


def short_name(project: Shown) -> str:
    """The title without its place, cut to what fits."""
    name = project.title.removeprefix(project.place).removeprefix(short_place(project.place)).strip("：: ·")
    name = name or project.title
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def columns_of(projects: Iterable[Shown], now: dt.datetime, *, waiting: bool) -> list[Column]:
    """By category, in the order given. What nobody has claimed is left out unless `waiting` is asked for."""
    by_category: dict[str, list[Shown]] = {}
    for project in projects:
        by_category.setdefault(project.category, []).append(project)
    return [
        Column(
            name,
            sum(1 for each in here if each.claimed),
            len(here),
            [tile_of(each, now) for each in here if each.claimed or waiting],
        )
        for name, here in by_category.items()
    ]


def turned(columns: Sequence[Column], seconds: int) -> tuple[list[Column], int, int]:
    """The columns whose turn it is, the page's number and how many there are.

    Columns stay whole: those that do not fit any more stand on the next page.
    """
    pages: list[list[Column]] = [[]]
    room = MOST_TILES
    for column in columns:
        if pages[-1] and len(column.tiles) > room:
            pages.append([])
            room = MOST_TILES
        pages[-1].append(column)
        room -= len(column.tiles)
    turn = seconds // SECONDS_EACH % len(pages)
    return pages[turn], turn + 1, len(pages)
