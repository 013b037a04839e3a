"""`python -m portal.runtime WHAT`: what the Makefile calls."""

import os
import subprocess
import sys

from portal.runtime import assets
from portal.runtime.chromium import chromium
from portal.runtime.supervisor import demo
from portal.runtime.throwaway import hold, throwaway_servers


def run(command: list[str], *, durable: bool = False) -> int:
    """Run `command` with throwaway servers in its environment; its exit status."""
    with throwaway_servers(durable=durable) as variables:
        return subprocess.call(command, env=os.environ | variables)  # noqa: S603


def main(arguments: list[str]) -> int:
    match arguments:
        case ["hold", *options]:
            hold(durable="--durable" in options)
            return 0
        case ["demo"]:
            return demo()
        case ["fetch"]:
            assets.fetch()
            return 0
        case ["vendor"]:
            assets.copy_used()
            return 0
        case ["chromium"]:
            print(chromium())  # noqa: T201
            return 0
        case ["run", "--", *command] if command:
            return run(command)
        case ["run", "--durable", "--", *command] if command:
            return run(command, durable=True)
    sys.stderr.write(
        "usage: python -m portal.runtime demo | fetch | vendor | chromium | run [--durable] -- COMMAND…\n"
    )
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
