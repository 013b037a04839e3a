"""What long runs share: a broker to be broken, and a way to say what was found."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.workers import Broker


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    own = Broker(tmp_path)
    yield own
    own.program.kill()


@pytest.fixture
def note(capfd: pytest.CaptureFixture[str]) -> Callable[[str, object], None]:
    """What a long run found, besides that it passed, is printed as it came: for docs/measurements.md."""

    def say(what: str, found: object) -> None:
        with capfd.disabled():
            print(f"\n  {what}: {found}", flush=True)  # noqa: T201

    return say
