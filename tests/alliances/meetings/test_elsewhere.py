"""What meetings bring to other pages: inspection folders, handovers, to-dos, files of units."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.meetings import actions, handover, todos, unitfile
from portal.exports.inspection.parts import FOLDER_PARTS
from portal.inbox.todos import TODO_SOURCES
from tests import factories as make
from tests.alliances.meetings.world import a_duty, a_meeting, a_resolution, a_world
from tests.portal.exports.folders import made, opened, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return a_world()


def folder_of(world, **more):
    today = timezone.localdate()
    span = {"since": f"{today - dt.timedelta(days=30)}", "until": f"{today}"}
    parts = ["minutes", "receipts", "resolutions"]
    return opened(made(world.staff, **(span | {"parts": parts} | more)))


def test_a_folder_has_minutes_receipts_and_resolutions(world):
    meeting = a_meeting(world, "minuted", title="三季度会议")
    make.MinutesFactory(meeting=meeting)
    make.MinutesFactory(meeting=meeting, number=2, text="会议商定三件事。", reason="漏记")
    meeting.invitations.filter(unit=world.tax).update(arrived_at=timezone.now())
    a_resolution(world, "closed", meeting=meeting, text="捐赠灯具")
    folder = folder_of(world)
    words = [name for name in folder.namelist() if name.endswith("三季度会议纪要.docx")]
    assert len(words) == 1
    sheets = {}
    for name in folder.namelist():
        if "14 " in name or "15 " in name:
            sheets |= tables(folder, name)
    receipts = [row for row in sheets["会议回执签到"] if "区税务局" in row]
    assert receipts[0][-1] == "已到"
    assert [row[4] for row in sheets["议定事项台账"] if "捐赠灯具" in row] == ["捐赠灯具"]


def test_a_folder_of_chosen_units_has_their_lines_only(world):
    meeting = a_meeting(world, "minuted")
    a_resolution(world, meeting=meeting, text="甲")
    a_resolution(world, meeting=meeting, unit=world.tax, text="乙")
    folder = folder_of(world, units=[world.tax.pk])
    path = next(name for name in folder.namelist() if "议定事项台账.xlsx" in name)
    cells = [cell for row in tables(folder, path)["议定事项台账"] for cell in row]
    assert "乙" in cells
    assert "甲" not in cells
    path = next(name for name in folder.namelist() if "会议回执签到.xlsx" in name)
    cells = [cell for row in tables(folder, path)["会议回执签到"] for cell in row]
    assert "区税务局" in cells
    assert "区财政局" not in cells


def test_the_parts_have_their_numbers():
    numbers = [part.number for part in FOLDER_PARTS]
    assert len(numbers) == len(set(numbers))


def test_a_handover_says_what_is_open(world):
    duty = a_duty(world, world.finance, timezone.localdate())
    meeting = a_meeting(world, "called", duty=duty)
    make.AgendaItemFactory(meeting=meeting, unit=world.tax, title="亮灯")
    make.AgendaItemFactory(meeting=meeting, title="已定", state="accepted")
    a_resolution(world, text="捐灯", due_on=timezone.localdate() - dt.timedelta(days=1))
    a_resolution(world, "closed", text="已办")
    agenda, resolutions = (
        part(world.liaison, duty) for part in (handover.open_agenda, handover.open_resolutions)
    )
    assert [line.text for line in agenda.lines] == ["亮灯"]
    assert [(line.text, "已逾期" in line.detail) for line in resolutions.lines] == [("捐灯", True)]


def test_to_dos_are_counted_without_being_read(world):
    a_meeting(world, "called")
    a_resolution(world)
    a_resolution(world, "reported")
    a_meeting(world, "held")
    of_liaison = [todos.receipts, todos.entrusted]
    of_staff = [todos.to_close, todos.to_minute]
    assert [source(world.liaison, 0).total for source in of_liaison] == [1, 1]
    assert [source(world.staff, 0).total for source in of_staff] == [1, 1]
    stranger = make.UserFactory()
    assert [source(stranger, 5).total for source in (*of_liaison, *of_staff)] == [0, 0, 0, 0]


def test_a_meeting_that_began_wants_no_receipt_any_more(world):
    a_meeting(world, "called", starts_at=timezone.now() - dt.timedelta(hours=1))
    assert todos.receipts(world.liaison, 5).total == 0


def test_a_district_conference_asks_liaisons_of_any_street(world):
    above = make.AllianceFactory(region=make.district())
    meeting = make.MeetingFactory(alliance=above, state="called")
    make.InvitationFactory(meeting=meeting, unit=world.finance)
    assert [todo.title for todo in todos.receipts(world.liaison, 5).items] == [meeting.title]


def test_a_finding_waits_for_a_recheck_and_the_unit_on_duty_for_minutes(world):
    a_resolution(world, "reported", kind="finding")
    duty = a_duty(world, world.finance, timezone.localdate())
    a_meeting(world, "held", duty=duty, title="本月会议")
    assert [todo.verb for todo in todos.to_close(world.staff, 5).items] == ["去复查"]
    assert [todo.title for todo in todos.to_minute(world.liaison, 5).items] == ["本月会议"]


def test_how_a_unit_answered_is_told_to_itself_and_the_office(world):
    meeting = a_meeting(world, "called")
    actions.answer_meeting(meeting, world.finance, by=world.liaison, answer="leave", reason="审计")

    def answers(user):
        return [row["answer"] for row in unitfile.meetings(user, world.finance)]

    assert (answers(world.liaison), answers(world.staff), answers(world.other)) == (["请假"], ["请假"], [""])


def test_every_source_has_a_name():
    assert {"receipts", "resolutions entrusted"} <= set(TODO_SOURCES.names())
