"""The embedded servers of one data folder, and what the portal's processes have to know of them."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from portal.runtime.environment import secret_key
from portal.runtime.postgres import APP_ROLE, OWNER_ROLE, Postgres
from portal.runtime.valkey import Valkey


@dataclass
class Servers:
    """The embedded servers of a data folder; a server named in the environment takes the place of ours."""

    folder: Path

    def __post_init__(self) -> None:
        log = self.folder / "log"
        self.postgres = Postgres(self.folder / "postgres", log / "postgres.log")
        self.valkey = Valkey(self.folder / "valkey", log / "valkey.log")

    @property
    def wanted(self) -> list[Postgres | Valkey]:
        ours: dict[str, Postgres | Valkey] = {"DATABASE_URL": self.postgres, "REDIS_URL": self.valkey}
        return [server for variable, server in ours.items() if variable not in os.environ]

    def start(self) -> None:
        for server in self.wanted:
            server.start()

    def stop(self) -> None:
        for server in reversed(self.wanted):
            server.stop()

    def revive(self) -> None:
        for server in self.wanted:
            if server.has_died():
                server.start()

    def remove(self) -> None:
        """Delete what a demo keeps in its folder; nothing else that may lie there."""
        self.postgres.remove()
        for name in ("valkey", "media", "static", "log", "metrics"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for file in (self.folder / "secret_key", *self.folder.glob("beat.*")):
            file.unlink(missing_ok=True)

    def variables(self) -> dict[str, str]:
        """What the portal's processes have to know, beside what the environment says already."""
        known = {
            "SECRET_KEY": secret_key(self.folder),
            "SITE_IS_HTTPS": "false",
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(self.folder / "static"),
        }
        if self.postgres in self.wanted:
            known["DATABASE_URL"] = self.postgres.url(APP_ROLE)
            known["DATABASE_OWNER_URL"] = self.postgres.url(OWNER_ROLE)
        if self.valkey in self.wanted:
            known["REDIS_URL"] = self.valkey.url
        return known
