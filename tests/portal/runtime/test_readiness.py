"""The demo says Ready only when everything answers and nothing is degraded."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from portal.runtime.children import free_port
from portal.runtime.readiness import everything_ok


class Saying(BaseHTTPRequestHandler):
    """Answers `/STATUS/BODY` with that status and that body."""

    def do_GET(self) -> None:
        _, status, body = self.path.split("/", 2)
        self.send_response(int(status))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *about_the_request: object) -> None:
        """Into no test's output."""


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Saying) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def body(**states: str) -> str:
    return json.dumps(states, separators=(",", ":"))


@pytest.mark.parametrize(
    ("status", "said", "ready"),
    [
        (200, body(database="ok", broker="ok"), True),
        (200, body(database="ok", broker="degraded"), False),
        (503, body(database="ok"), False),
        (200, body(), False),
        (200, "not-json", False),
    ],
)
def test_ready_is_when_every_part_says_ok(portal: str, status: int, said: str, ready: bool) -> None:
    assert everything_ok(f"{portal}/{status}/{said}") is ready


def test_where_nobody_listens_nothing_is_ready() -> None:
    assert everything_ok(f"http://127.0.0.1:{free_port()}/readyz") is False
