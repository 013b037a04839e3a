"""`make bench`: all measurements, or those named (`python -m tests.bench claims lists`), as one table."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
os.environ.pop("STATIC_STORAGE", None)  # as the demo serves them, not as the tests do
django.setup()

from tests.bench import (  # noqa: E402 -- need the settings
    api,
    assessing,
    claims,
    exporting,
    folder,
    growth,
    importing,
    pages,
    publishing,
    serving,
    suggestions,
    town,
)
from tests.bench.results import table  # noqa: E402

MEASURES = {
    "claims": claims.measure,
    "lists": pages.measure_lists,
    "home": pages.measure_home,
    "import": importing.measure,
    "folder": folder.measure,
    "publish": publishing.measure,
    "scores": assessing.measure,
    "exports": exporting.measure,
    "growth": growth.measure,
    "api": api.measure,
    "suggestions": suggestions.measure,
}


def main(names: list[str]) -> int:
    serving.prepare()
    built, lines = town.build(), []
    with serving.served() as portal:
        for name in names or MEASURES:
            sys.stderr.write(f"{name} …\n")
            lines += MEASURES[name](portal, built)
    sys.stdout.write(f"{table(lines)}\n")
    return int(any(line.verdict == "MISS" for line in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
