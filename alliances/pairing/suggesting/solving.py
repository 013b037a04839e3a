"""The assignment itself, by SciPy."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from alliances.pairing.suggesting.scoring import Numbers


def best_assignment(values: Numbers, allowed: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Rows and columns of as many allowed pairs as there can be, with the highest sum of values.

    No row and no column twice. Values are not negative; a pair that is not allowed costs more than all the
    others could bring together, so one is taken only where a row has no other way.
    """
    if not values.size:
        return []
    most = int(values.max()) + 1
    weighed = np.where(allowed, values, -most * min(values.shape)).astype(np.float64)
    rows, columns = _solver()(weighed, maximize=True)
    kept = allowed[rows, columns]
    return list(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True))


@cache
def _solver() -> Callable[..., Any]:
    """Loaded when first asked for: it takes half a second and 70 MB of every process, and few ever need it."""
    return import_module("scipy.optimize").linear_sum_assignment
