"""For controls: claiming without the lock on the project's row, which must then over-claim."""

from itertools import count
from threading import Barrier

from projects.claims.actions import claiming
from projects.claims.models import Claim
from projects.listings.models import Project
from tests.racing import PATIENCE


def take_the_lock_off(monkeypatch, *, together=1):
    """So many read the project before any of them goes on; with one, each goes on as it comes."""
    monkeypatch.setattr(claiming, "lock_project", read_together(together))
    monkeypatch.setattr(claiming, "enter_claim", enter_without_ordinal_clash())


def read_together(size):
    barrier = Barrier(size)

    def read(pk):
        project = Project.objects.get(pk=pk)
        barrier.wait(PATIENCE)
        return project

    return read


def enter_without_ordinal_clash():
    """The ordinal's own constraint would stop some; here each claim gets one of its own."""
    ordinals = count(1)

    def enter(project, unit, acting, terms, *, state, after):
        return Claim.objects.create(project=project, unit=unit, ordinal=next(ordinals), state=state, **terms)

    return enter
