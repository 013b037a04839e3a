"""Lists the modules whose branch coverage lies below their floor (`make coverage`)."""

import json
import sys
from pathlib import Path
from typing import Any

FLOOR, ACTIONS_FLOOR = 95.0, 100.0
"""Percent of lines and branches. All that changes data or calculates is run by some test, whole."""


def floor_of(module: str) -> float:
    path = Path(module)
    return ACTIONS_FLOOR if {"actions", "planning"} & {path.stem, *path.parts} else FLOOR


def below_floor(report: dict[str, Any]) -> list[str]:
    """A line for each, the furthest below first."""
    covered = {name: file["summary"]["percent_covered"] for name, file in report["files"].items()}
    low = [(percent - floor_of(name), name) for name, percent in covered.items() if percent < floor_of(name)]
    return [f"{covered[name]:6.2f} % of {floor_of(name):.0f} %  {name}" for _, name in sorted(low)]


if __name__ == "__main__":
    found = below_floor(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.exit(bool(found))
