"""The big screen at the conference: a project that somebody claims by phone appears without a touch."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]

POLLED = 20_000
"""Milliseconds: the screen asks every five seconds, and the machine may be busy."""


def test_a_claim_by_phone_turns_up_on_the_screen(open_page, violations):
    project = make.ProjectFactory(unit=make.neighbourhood(), title="五龙村亮灯工程")
    screen = open_page(make.staff_of(), width=1366)
    screen.goto("/screen/")
    expect(screen.get_by_text("认领即将开始")).to_be_visible()

    phone = open_page(make.liaison_of(make.member("区财政局")))
    phone.goto(f"/hall/?claim={project.pk}")
    phone.get_by_role("button", name="确认认领").click()
    phone.wait_for_url("**/hall/**")

    expect(screen.locator("li.is-fresh, li.is-taken", has_text="亮灯工程")).to_be_visible(timeout=POLLED)
    expect(screen.get_by_text("区财政局")).to_be_visible()
    assert violations(screen) == []
