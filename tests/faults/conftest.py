"""What a long run found, besides that it passed, is printed as it came: for docs/measurements.md."""

from collections.abc import Callable

import pytest


@pytest.fixture
def note(capfd: pytest.CaptureFixture[str]) -> Callable[[str, object], None]:
    def say(what: str, found: object) -> None:
        with capfd.disabled():
            print(f"\n  {what}: {found}", flush=True)  # noqa: T201

    return say
