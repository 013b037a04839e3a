"""The portal's processes: what `make demo` starts, and docker-compose.yml word for word.

Each is the list of arguments after `python`.
"""

from pathlib import Path

WEB_WORKERS = 2
WEB_THREADS = 4
JOBS_AT_ONCE = 2


def web(*, host: str, port: int) -> list[str]:
    """The web server. Its threads wait for the database most of the time, hence more of them than cores.

    Not many more: whoever holds the row of a project that all want shares the interpreter with those who
    wait for it. With 8 threads instead of 4 the slowest twentieth of claims took half as long again.
    """
    command = ["-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"]
    sizes = ["--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)]
    # A worker that dies is replaced; one that does not stop on request is killed after five seconds.
    care = ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    return [*command, *sizes, *care, "portal.wsgi:application"]


def worker() -> list[str]:
    """Runs jobs. Gossip and mingle only add traffic: workers here need not know of each other."""
    command = ["-m", "celery", "-A", "portal.celery", "worker", "--loglevel", "INFO"]
    return [*command, "--concurrency", str(JOBS_AT_ONCE), "--without-gossip", "--without-mingle"]


def beat(*, folder: Path) -> list[str]:
    """Rings when a periodic job is due. Two of them do no harm; the file only remembers the last ring."""
    return [
        "-m",
        "celery",
        "-A",
        "portal.celery",
        "beat",
        "--loglevel",
        "INFO",
        "-s",
        str(folder / "beat"),
        "--pidfile=",
    ]
