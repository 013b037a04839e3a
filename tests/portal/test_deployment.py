"""docker-compose.yml and the Dockerfile run what `make demo` runs, and so what the tests have seen."""

import json
from pathlib import Path

import yaml

from portal.runtime import processes

ROOT = Path(__file__).resolve().parents[2]


def command_of(service: str) -> list[str]:
    composed = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return composed["services"][service]["command"]


def test_the_web_server_is_started_as_in_the_demo() -> None:
    assert command_of("web") == ["python", *processes.web(host="0.0.0.0", port=8000)]  # noqa: S104


def test_the_worker_is_started_as_in_the_demo() -> None:
    assert command_of("worker") == ["python", *processes.worker()]


def test_beat_is_started_as_in_the_demo() -> None:
    assert command_of("beat") == ["python", *processes.beat(folder=Path("/data"))]


def test_the_image_starts_the_web_server_by_default() -> None:
    last = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(last.removeprefix("CMD ")) == command_of("web")


def test_only_the_migrations_know_the_owner_of_the_tables() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert [name for name, it in services.items() if "DATABASE_OWNER_URL" in it.get("environment", {})] == [
        "migrate"
    ]
