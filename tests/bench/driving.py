"""The other side of the wire: clients that keep their connection and send one request after the other."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

HOST = "127.0.0.1"
LONGEST_SECONDS = 60


@dataclass
class Drive:
    """What came back: seconds for all of it, milliseconds for each, and how many of each status."""

    seconds: float = 0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    @property
    def p95(self) -> float:
        return quantiles(self.latencies, n=20)[-1]


def get(path: str, headers: Mapping[str, str]) -> bytes:
    return request("GET", path, headers, b"")


def post(path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    return request("POST", path, {"Content-Type": "application/json", **headers}, body)


def request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    fields = {"Host": HOST, "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def drive(port: int, requests: Sequence[bytes], clients: int, *, expect: int) -> Drive:
    """Send all requests through so many clients at once. RuntimeError unless all are answered as expected."""
    found = asyncio.run(_drive(port, requests, clients))
    if set(found.statuses) != {expect}:
        raise RuntimeError(f"expected {expect} for all, got {dict(found.statuses)}")
    return found


async def _drive(port: int, requests: Sequence[bytes], clients: int) -> Drive:
    found, waiting = Drive(), iter(requests)
    started = time.perf_counter()
    async with asyncio.timeout(LONGEST_SECONDS), asyncio.TaskGroup() as group:
        for _ in range(clients):
            group.create_task(_client(port, waiting, found))
    found.seconds = time.perf_counter() - started
    return found


async def _client(port: int, waiting: Iterator[bytes], found: Drive) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for message in waiting:
        started = time.perf_counter()
        writer.write(message)
        found.statuses[await _answer(reader)] += 1
        found.latencies.append((time.perf_counter() - started) * 1000)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status; the body is read and forgotten."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0]
    await reader.readexactly(int(length))
    return int(head.split(b" ", 2)[1])
