"""Long work on much data, without the interpreter looking through all of it for garbage again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Everything read is kept until the end, so that each look for unused rings would be in vain.

    For the whole process; what other threads leave in rings meanwhile is collected afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
