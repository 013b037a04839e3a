"""How long a job that failed waits, and when it is given up."""

from datetime import timedelta

MAX_ATTEMPTS = 12
"""With the waits below, about three and a half hours of trying."""

FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


def wait_after(attempts: int) -> timedelta:
    """The wait after that many attempts: 10 s, doubling, an hour at most."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
