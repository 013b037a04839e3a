"""会场大屏: what it shows, who may open it, and that it answers 304 while nothing changes."""

import pytest
from django.utils import timezone

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(client):
    """Two published projects of the street; its office looks at the screen."""
    projects = [make.ProjectFactory(title=f"亮灯{n}") for n in range(2)]
    client.force_login(make.staff_of())
    return projects


def claim(project, name, **terms):
    return make.ClaimFactory(project=project, unit=make.member(name), ordinal=1, **terms)


def test_only_what_is_claimed_is_shown_until_the_office_asks_for_the_rest(client, hall):
    claim(hall[0], "区烟草专卖局")
    page = client.get("/screen/").content.decode()
    assert "亮灯0" in page
    assert "亮灯1" not in page
    assert "区烟草专卖局" in page
    assert "亮灯1" in client.get("/screen/?waiting=1").content.decode()


def test_the_figures_are_those_of_claims_that_stand(client, hall):
    claim(hall[0], "区烟草专卖局", kind="renewal")
    claim(hall[1], "区气象局", state="withdrawn")
    offered = {"state": "offered", "answer_until": timezone.now() + timezone.timedelta(days=1)}
    make.ClaimFactory(project=hall[1], unit=make.member("区图书馆"), ordinal=2, **offered)
    screen = client.get("/screen/").context["screen"]
    assert (screen.projects, screen.claimed, screen.waiting) == (2, 1, 1)
    assert (screen.new, screen.renewed, screen.units) == (0, 1, 1)


def test_the_moving_part_answers_304_until_something_is_claimed(client, hall):
    tag = client.get("/screen/live/")["ETag"]
    assert client.get("/screen/live/", headers={"If-None-Match": tag}).status_code == 304
    claim(hall[0], "区烟草专卖局")
    changed = client.get("/screen/live/", headers={"If-None-Match": tag})
    assert (changed.status_code, changed["ETag"] != tag) == (200, True)


def test_who_has_arrived_is_shown_for_the_meeting_chosen(client, hall):
    alliance = make.AllianceFactory()
    meeting = make.MeetingFactory(
        alliance=alliance,
        state="called",
        called_at=timezone.now(),
        starts_at=timezone.now(),
        title="年度会议",
    )
    for name, arrived in (("区烟草专卖局", timezone.now()), ("区气象局", None)):
        make.InvitationFactory(meeting=meeting, unit=make.member(name), arrived_at=arrived)
    page = client.get(f"/screen/?meeting={meeting.pk}")
    screen = page.context["screen"]
    assert ([each.name for each in screen.here], screen.asked) == (["区烟草专卖局"], 2)
    assert "年度会议" in page.content.decode()
    assert client.get("/screen/?meeting=x").context["screen"].asked == 0


def test_a_unit_is_sent_to_the_hall(client, hall):
    client.force_login(make.liaison_of(make.member()))
    answer = client.get("/screen/")
    assert answer.status_code == 403
    assert "认领大厅" in answer.content.decode()
    assert client.get("/screen/live/").status_code == 403


def test_a_street_without_projects_says_so(client):
    client.force_login(make.staff_of())
    assert client.get("/screen/").status_code == 200
    assert client.get("/screen/live/").status_code == 204


@pytest.mark.parametrize("many", [1, 5])
def test_the_screen_asks_as_often_for_five_as_for_one(client, django_assert_num_queries, many):
    for n in range(many):
        claim(make.ProjectFactory(), f"单位{n}")
    client.force_login(make.staff_of())
    client.get("/screen/live/")
    with django_assert_num_queries(8):
        client.get("/screen/live/")
