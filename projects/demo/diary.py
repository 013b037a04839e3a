"""A diary of things that will have happened, carried out in order with the clock moved to each moment."""

import datetime as dt
from collections.abc import Callable
from itertools import count

import time_machine
from django.utils import timezone

from portal.outbox.actions import run_due


class Diary:
    """What happens when. An entry may write further entries for later."""

    def __init__(self, until: dt.datetime) -> None:
        self.until = until
        self._entries: list[tuple[dt.datetime, int, Callable[[], object]]] = []
        self._order = count()

    def on(self, moment: dt.datetime, act: Callable[[], object]) -> None:
        """Let `act` happen at that moment; what lies after the end of the diary never happens."""
        if moment <= self.until:
            self._entries.append((moment, next(self._order), act))

    def carry_out(self) -> int:
        """Let everything happen, the earliest first. Gives how many entries there were."""
        done = 0
        day = None
        while self._entries:
            self._entries.sort(reverse=True)
            moment, _, act = self._entries.pop()
            with time_machine.travel(moment, tick=False):
                if day not in (None, moment.date()):
                    run_due()  # notices arrive by the day they belong to
                day = moment.date()
                act()
            done += 1
        with time_machine.travel(self.until, tick=False):
            run_due()
        return done


def at(day: dt.date, hour: int = 10, minute: int = 0) -> dt.datetime:
    """A moment of that local day."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=timezone.get_default_timezone())
