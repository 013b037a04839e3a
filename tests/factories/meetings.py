"""Meetings, receipts, agenda items and resolutions for tests."""

import datetime as dt

import factory
from django.utils import timezone

from alliances.models import AgendaItem, Invitation, Meeting, Minutes, Recheck, Resolution
from tests.factories.councils import AllianceFactory
from tests.factories.members import UserFactory, member

HELD = ("held", "minuted")
CALLED = ("called", *HELD)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A joint conference in a week, a draft that asks nobody yet; with `state` as far along as that."""

    class Meta:
        model = Meeting

    alliance = factory.SubFactory(AllianceFactory)
    title = factory.Sequence(lambda n: f"第{n + 1}次联席会议")
    place = "三楼会议室"
    entered_by = factory.SubFactory(UserFactory)
    state = "draft"
    starts_at = factory.LazyAttribute(
        lambda row: timezone.now() + dt.timedelta(days=-7 if row.state in HELD else 7)
    )
    called_at = factory.LazyAttribute(
        lambda row: row.starts_at - dt.timedelta(days=10) if row.state in CALLED else None
    )
    held_at = factory.LazyAttribute(lambda row: row.starts_at if row.state in HELD else None)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    unit = factory.LazyAttributeSequence(lambda row, n: member(f"参会单位{n}", row.meeting.alliance.region))


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"议题{n}")
    state = "proposed"
    proposed_by = factory.SubFactory(UserFactory)


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Minutes

    meeting = factory.SubFactory(MeetingFactory, state="minuted")
    number = 1
    text = "会议通报了上季度项目进展。"
    published_by = factory.SubFactory(UserFactory)


class ResolutionFactory(factory.django.DjangoModelFactory):
    """What a meeting of last week asks of a unit until next month."""

    class Meta:
        model = Resolution

    meeting = factory.SubFactory(MeetingFactory, state="minuted")
    unit = factory.LazyAttributeSequence(lambda row, n: member(f"责任单位{n}", row.meeting.alliance.region))
    manner = "ask"
    text = factory.Sequence(lambda n: f"协助安装楼道灯{n}")
    due_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
    state = "assigned"
    entered_by = factory.SubFactory(UserFactory)
    report = factory.LazyAttribute(lambda row: "已办好" if row.state in ("reported", "closed") else "")
    reported_at = factory.LazyAttribute(lambda row: timezone.now() if row.report else None)
    closed_at = factory.LazyAttribute(lambda row: timezone.now() if row.state == "closed" else None)
    end_reason = factory.LazyAttribute(lambda row: "情况有变" if row.state == "dropped" else "")


class RecheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recheck

    resolution = factory.SubFactory(ResolutionFactory, kind="finding", state="reported")
    checked_on = factory.LazyFunction(timezone.localdate)
    passed = False
    note = "楼道仍有堆物"
    checked_by = factory.SubFactory(UserFactory)
