"""Who does what kind of job. Apps register theirs in `AppConfig.ready()`.

A handler gets the payload and runs inside the transaction that marks the row as done: what it writes to the
database happens exactly once, what it does outside (a mail) happens at least once.
"""

from collections.abc import Callable
from typing import Any

from portal.registry import Registry

Handler = Callable[[dict[str, Any]], None]

OUTBOX_HANDLERS: Registry[Handler] = Registry("outbox handler")

LONG_JOBS: set[str] = set()
"""Kinds that may take minutes, such as reading a ledger. The sweep leaves them to tasks of their own, which
may run for longer than the sweep itself; `ready()` adds to it.
"""
