"""What a pair is worth: four parts, each a share of its weight in whole hundredths of a point.

Each part is rounded by itself and the score is their sum, so that what the reasons say adds up exactly.
All is whole numbers, except that a distance is worked out first and then rounded to metres.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int32]

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


def share_of(weight: int, part: Any, whole: Any) -> Any:
    """That share of the weight in hundredths, half a hundredth up. Of numbers or of arrays of them."""
    return (200 * weight * part + whole) // (2 * whole)


def distance_points(weight: int, metres: Numbers) -> Numbers:
    """All of it next door, half at half of FAR, nothing where the distance is not known."""
    nearer = np.where(metres == UNKNOWN, 0, FAR - np.minimum(metres, FAR))
    return cast(Numbers, share_of(weight, nearer, FAR))


def needs_points(weight: int, met: Numbers, asked: Numbers) -> Numbers:
    """By how many of the host's needs the partner could meet. `asked` has a number for each column."""
    return cast(Numbers, share_of(weight, met, np.maximum(asked, 1)))


def load_points(weight: int, carried: int) -> int:
    """All of it where neither has a partner yet, half with one pairing between them, a third with two."""
    return int(share_of(weight, 1, 1 + carried))


def history_points(weight: int, before: Numbers) -> Numbers:
    """All or nothing: whether the two were paired before."""
    return (before > 0) * np.int32(100 * weight)


def metres_between(ours: Sequence[Point | None], theirs: Sequence[Point | None]) -> Numbers:
    """Each of ours with each of theirs, as the crow flies. UNKNOWN where one has no point.

    Measured through the earth: at 10 km that is a millimetre less than along it.
    """
    metres = np.zeros((len(ours), len(theirs)))
    for mine, other in zip(_on_the_globe(ours), _on_the_globe(theirs), strict=True):
        apart = np.subtract.outer(mine, other)
        metres += np.square(apart, out=apart)
    np.sqrt(metres, out=metres)
    metres *= EARTH
    metres[np.isnan(metres)] = UNKNOWN
    return np.rint(metres, out=metres).astype(np.int32)


def _on_the_globe(points: Sequence[Point | None]) -> list[npt.NDArray[np.float64]]:
    """Three coordinates of a globe of radius 1, for all points; no number for none."""
    nowhere = (np.nan, np.nan)
    angles = np.radians(np.array([each or nowhere for each in points], dtype=np.float64).reshape(-1, 2))
    up, east = angles[:, 0], angles[:, 1]
    return [np.cos(up) * np.cos(east), np.cos(up) * np.sin(east), np.sin(up)]
