import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connections, transaction

from portal.outbox import actions
from portal.outbox.bell import Bell
from portal.outbox.handlers import OUTBOX_HANDLERS, Handler

REFUSING = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are run by the tests themselves, so what commits rings at a closed door."""
    monkeypatch.setattr(actions, "BELL", Bell(REFUSING))


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Callable[[Handler], None]:
    """Makes a function the handler of the kind "test"."""

    def register(handler: Handler) -> None:
        monkeypatch.setitem(OUTBOX_HANDLERS._entries, "test", (100, handler))

    return register


@pytest.fixture
def done(handle: Callable[[Handler], None]) -> list[int]:
    """What jobs of the kind "test" did: the number in their payload, in their order."""
    numbers: list[int] = []
    handle(lambda payload: numbers.append(payload["number"]))
    return numbers


@pytest.fixture
def black_hole() -> Iterator[tuple[str, list[socket.socket]]]:
    """A broker that takes connections and never answers: its URL, and who called."""
    callers: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_take_calls, args=(server, callers), daemon=True)
        thread.start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", callers
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
    for caller in callers:
        caller.close()


def _take_calls(server: socket.socket, callers: list[socket.socket]) -> None:
    try:
        while True:
            callers.append(server.accept()[0])
    except OSError:
        return


def ask(number: int) -> None:
    """One committed job of the kind "test"."""
    with transaction.atomic():
        actions.enqueue("test", key=f"test:{number}", payload={"number": number})


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """Start `work` in a thread of its own, which leaves no connection behind."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
