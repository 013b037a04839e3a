"""A calendar feed: published duties as whole days. Unit names only, no persons, no contacts."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count
from icalendar import Calendar, Event

from alliances.rotation.models import Duty, DutyQuerySet, Feed
from alliances.rotation.periods import DAY, month_after
from alliances.rotation.reading import light

PAST_MONTHS, COMING_MONTHS = 3, 12


def duties_of(feed: Feed, today: dt.date) -> DutyQuerySet:
    """Of its rotation or unit, those of the last 3 and the next 12 months; cancelled ones are told too."""
    month = today.replace(day=1)
    window = (month_after(month, -PAST_MONTHS), month_after(month, COMING_MONTHS))
    rows = Duty.objects.filter(period__range=window)
    rows = rows.filter(rotation=feed.rotation_id) if feed.rotation_id else rows.filter(holder=feed.unit_id)
    counted = light(rows.select_related("rotation__alliance", "holder")).annotate(moves=Count("changes"))
    return counted.order_by("period", "slot", "pk")


def calendar_of(name: str, duties: Iterable[Duty], host: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Lianxi//轮值日历//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for duty in duties:
        calendar.add_component(event_of(duty, host))
    return calendar.to_ical()


def event_of(duty: Duty, host: str) -> Event:
    """One duty. Its UID is for good; SEQUENCE counts its changes, so that calendars take them over."""
    event = Event()
    event.add("uid", f"duty-{duty.pk}@{host}")
    event.add("dtstamp", duty.published_at.astimezone(dt.UTC))
    event.add("sequence", duty.moves + (1 if duty.is_cancelled else 0))  # type: ignore[attr-defined]
    event.add("dtstart", duty.period)
    event.add("dtend", duty.until_on + DAY)
    event.add("summary", f"{duty.rotation.name}：{duty.holder.name}")
    event.add("description", "；".join(filter(None, [duty.rotation.alliance.name, duty.theme])))
    event.add("status", "CANCELLED" if duty.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
