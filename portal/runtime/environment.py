"""The data folder, and the variables that a running demo leaves there for commands to find."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

ENVIRONMENT_FILE = "environment"


def var_folder() -> Path:
    """The data folder: `VAR`, or `var/` beside the code."""
    return Path(os.environ.get("VAR") or Path(__file__).resolve().parents[2] / "var").resolve()


def adopt_running_servers() -> None:
    """Set the variables that a running `make demo` left in its data folder, where they are not set."""
    written = var_folder() / ENVIRONMENT_FILE
    if not written.is_file() or "DATABASE_URL" in os.environ:
        return
    for line in written.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        if name:
            os.environ.setdefault(name, value)


def database_url() -> str:
    """The database as its owner, who alone may dump and replace all of it; else as whoever there is."""
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def write_environment(folder: Path, variables: Mapping[str, str]) -> None:
    """Leave the variables for commands, readable by ourselves only: the secret key is among them."""
    lines = "".join(f"{name}={value}\n" for name, value in variables.items())
    write_private(folder / ENVIRONMENT_FILE, lines)


def forget_environment(folder: Path) -> None:
    """So that no command looks for servers that have stopped."""
    (folder / ENVIRONMENT_FILE).unlink(missing_ok=True)


def secret_key(folder: Path) -> str:
    """The key of this data folder, made once: a new one would sign everybody out at every start."""
    kept = folder / "secret_key"
    if not kept.exists():
        write_private(kept, secrets.token_urlsafe(60))
    return kept.read_text(encoding="utf-8")


def write_private(file: Path, text: str) -> None:
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as output:
        output.write(text)
    unfinished.replace(file)
