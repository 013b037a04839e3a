"""Tells a worker that a row is due. It may fail: the sweep finds every row without it.

With Celery's defaults a broker that accepts connections and never answers holds a web request for 20 s to
40 s, and one that refuses them for 6 s (measured with Celery 5.7). So the bell has its own connections.
"""

import time

import structlog
from kombu import Connection
from kombu.exceptions import KombuError
from kombu.pools import producers

from portal.celery import app

TIME_LIMIT = 0.5
"""Seconds for connecting and for each answer of the broker."""

REST = 30.0
"""Seconds of silence after a failure: a hung broker costs a process one wait, not one a request."""

LONG_LIMITS = {"soft_time_limit": 1740, "time_limit": 1800}
"""Seconds a long job may take. A message that outlives the broker's patience is delivered again and finds
the row held, which is harmless.
"""

IMPATIENT = {
    "socket_connect_timeout": TIME_LIMIT,
    "socket_timeout": TIME_LIMIT,
    "retry_on_timeout": False,
    "max_retries": 0,
}
log = structlog.get_logger(__name__)


class Bell:
    """A way to the broker at `url` that gives up quickly, and then rests."""

    def __init__(self, url: str | None = None) -> None:
        self.url = url
        self._resting_until = 0.0

    def ring(self, key: str, *, long: bool = False) -> None:
        """Ask a worker to run the row with this key, unless the bell is resting. `long` gives it time."""
        if time.monotonic() < self._resting_until:
            return
        try:
            self._send(key, LONG_LIMITS if long else {})
        except (KombuError, OSError) as error:
            self._resting_until = time.monotonic() + REST
            log.warning("broker does not answer, the sweep will run it", key=key, error=str(error))

    def _send(self, key: str, limits: dict[str, int]) -> None:
        connection: Connection = app.connection_for_write(self.url, transport_options=IMPATIENT)
        with producers[connection].acquire(block=True, timeout=TIME_LIMIT) as producer:
            # By name, since the task's module imports the actions that ring.
            app.send_task("portal.outbox.tasks.run_one", args=[key], producer=producer, retry=False, **limits)


BELL = Bell()
