"""What a pair is worth: four parts, each a share of its weight in whole hundredths of a point.

Each part is rounded by itself and the score is their sum, so that what the reasons say adds up exactly.
All is whole numbers, except that a distance is worked out first and then rounded to metres.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int64]

FAR = 10_000
"""Metres. Whoever is as far away as this, or farther, gets nothing for being near."""

UNKNOWN = -1
"""Metres, where there are none."""

EARTH = 6_371_008.8
"""Metres, mean radius."""


class Point(NamedTuple):
    latitude: float
    longitude: float


class Weights(NamedTuple):
    """0 to 100 points each."""

    distance: int
    needs: int
    load: int
    history: int


class Parts(NamedTuple):
    """Hundredths of a point."""

    distance: int
    needs: int
    load: int
    history: int


def share_of(weight: int, part: Numbers | int, whole: Numbers | int) -> Numbers:
    """That share of the weight in hundredths, half a hundredth up."""
    return np.asarray((200 * weight * part + whole) // (2 * whole))


def distance_points(weight: int, metres: Numbers) -> Numbers:
    """All of it next door, half at half of FAR, nothing where the distance is not known."""
    nearer = np.where(metres == UNKNOWN, 0, FAR - np.minimum(metres, FAR))
    return share_of(weight, nearer, FAR)


def needs_points(weight: int, met: Numbers, asked: Numbers) -> Numbers:
    """By how many of the host's needs the partner could meet; nothing where the host asks for nothing."""
    return share_of(weight, met, np.maximum(asked, 1))


def load_points(weight: int, carried: Numbers) -> Numbers:
    """All of it where neither has a partner yet, half with one pairing between them, a third with two."""
    return share_of(weight, 1, 1 + carried)


def history_points(weight: int, before: Numbers) -> Numbers:
    """All or nothing: whether the two were paired before."""
    return 100 * weight * (before > 0)


def metres_between(ours: Sequence[Point | None], theirs: Sequence[Point | None]) -> Numbers:
    """Each of ours with each of theirs, as the crow flies. UNKNOWN where one has no point.

    Measured through the earth: at 10 km that is a millimetre less than along it.
    """
    apart = _on_the_globe(ours)[:, None, :] - _on_the_globe(theirs)[None, :, :]
    metres = np.rint(EARTH * np.sqrt((apart * apart).sum(axis=2)))
    return np.nan_to_num(metres, nan=UNKNOWN).astype(np.int64)


def _on_the_globe(points: Sequence[Point | None]) -> npt.NDArray[np.float64]:
    nowhere = (np.nan, np.nan)
    angles = np.radians(np.array([each or nowhere for each in points], dtype=float).reshape(-1, 2))
    up, east = angles[:, 0], angles[:, 1]
    flat = np.cos(up)
    return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(up)], axis=1)
