import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from portal import navigation
from portal.navigation import NavEntry, NavGroup, current_url, menu_of, page_frame
from portal.undo import current_undo, forget_undo, offer_undo


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", "/"), ("/projects/7/", "/projects/"), ("/projects/hall/", "/projects/hall/"), ("/else/", "")],
)
def test_the_menu_marks_the_nearest_entry_above_a_page(path: str, current: str) -> None:
    assert current_url(path, ["/", "/projects/", "/projects/hall/"]) == current


def test_a_person_sees_only_the_entries_shown_to_them(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    entries = [
        NavEntry("审核台", "check", "notices", NavGroup.WORK, shown_to=lambda user: user.is_staff),
        NavEntry("帮助", "file", "about_help", NavGroup.SYSTEM),
    ]
    monkeypatch.setattr(navigation, "NAVIGATION", entries)
    request = rf.get("/")
    request.user = AnonymousUser()
    shown = [(group.label, [line.url for line in lines]) for group, lines in menu_of(request)]
    assert shown == [("系统", ["/about/help/"])]


def test_who_is_not_signed_in_acts_for_nobody_and_has_no_notices(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    frame = page_frame(request)
    assert (frame["acting_for"], frame["unread_notices"]) == (None, 0)


@pytest.fixture
def request_with_session(rf: RequestFactory) -> Any:
    request = rf.get("/")
    request.session = {}
    return request


def test_an_offer_to_undo_stands_until_its_moment(request_with_session: Any) -> None:
    until = timezone.now() + dt.timedelta(minutes=10)
    offer_undo(request_with_session, "已认领", "/claims/1/undo/", until)
    assert current_undo(request_with_session) == {"text": "已认领", "url": "/claims/1/undo/", "until": until}


def test_an_offer_that_ran_out_is_not_shown(request_with_session: Any) -> None:
    offer_undo(request_with_session, "已认领", "/claims/1/undo/", timezone.now())
    assert current_undo(request_with_session) is None


def test_an_offer_taken_up_is_not_shown_again(request_with_session: Any) -> None:
    offer_undo(request_with_session, "已认领", "/x/", timezone.now() + dt.timedelta(minutes=10))
    forget_undo(request_with_session)
    assert current_undo(request_with_session) is None


def test_the_banner_stands_on_every_page_with_its_button(db: None) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create(username="liaison"))
    session = client.session
    until = timezone.now() + dt.timedelta(minutes=10)
    session["undo"] = {"text": "已认领", "url": "/claims/1/undo/", "until": until.isoformat()}
    session.save()
    assert 'action="/claims/1/undo/"' in client.get("/notices/").content.decode()


@pytest.mark.parametrize("path", ["/about/help/", "/about/complaints/", "/about/accessibility/"])
def test_the_pages_about_the_portal_are_open_and_linked_at_the_foot(
    client: Client, db: None, path: str
) -> None:
    assert client.get(path).status_code == 200
    assert f'href="{path}"' in client.get("/").content.decode()


def test_a_page_that_is_not_there_says_so_in_the_frame(client: Client, db: None) -> None:
    response = client.get("/not-here/")
    assert (response.status_code, "没有找到这个页面" in response.content.decode()) == (404, True)
