"""The assignment itself, by SciPy."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt


def best_assignment(values: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows and columns of the pairs with the highest sum of values; no row and no column twice.

    A value below zero says that the two may not be paired: such a pair is left out of the answer. One that
    is below all others taken together is chosen only where a row has no other way.

    Uses `values` up: they are negated where they are, since SciPy would copy them to look for the highest.
    """
    costs = np.negative(values, out=values)
    rows, columns = _solver()(costs)
    kept = costs[rows, columns] <= 0
    return list(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True))


@cache
def _solver() -> Callable[..., Any]:
    """Loaded when first asked for: half a second and 70 MB that few processes ever need."""
    return import_module("scipy.optimize").linear_sum_assignment
