"""Many clients at once over HTTP, each with its own token and connection, and a server that lets them in."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from portal.api.tokens import issue_token

PATIENCE = 120


class PatientServer(ThreadedWSGIServer):
    """Lets as many wait at the door as a server in production does; the usual ten are too few for a hall."""

    request_queue_size = 512


class PatientThread(LiveServerThread):
    server_class = PatientServer


@contextmanager
def serving() -> Iterator[str]:
    """The portal on a port of this machine, a thread for each request: its address."""
    thread = PatientThread("127.0.0.1", static_handler=_StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait(PATIENCE)
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


@dataclass(frozen=True)
class Caller:
    """A client of the API as one person."""

    base: str
    token: str

    def post(self, path: str, sent: dict[str, Any], key: str = "") -> tuple[int, dict[str, Any]]:
        """The status and what was answered, refusals too."""
        headers = {"Authorization": f"Token {self.token}", "Content-Type": "application/json"}
        headers |= {"Idempotency-Key": key} if key else {}
        request = urllib.request.Request(  # noqa: S310 the test's own server
            f"{self.base}/api/v1/{path}/", json.dumps(sent).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)


def caller(base: str, user: Any) -> Caller:
    return Caller(base, issue_token(user)[0])


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each call gave, in their order. All start at one moment."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait(PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls, timeout=PATIENCE))
