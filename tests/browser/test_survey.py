"""A survey from its draft to its result: the office prints links, five phones answer, one of them twice."""

import re

import pytest

from alliances.surveys.models import Survey
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "owner"])]


@pytest.fixture
def office():
    make.first_kinds()
    make.member("区财政局")
    return make.staff_of()


def drafted_and_opened(desk):
    desk.goto("/surveys/new/")
    desk.get_by_label("名称").fill("年中群众满意度")
    desk.get_by_label("截止日期").fill("2099-01-01")
    desk.get_by_label("问题").fill("服务态度\n办事成效")
    desk.get_by_label("区财政局").check()
    desk.get_by_role("button", name="拟订").click()
    desk.wait_for_url(re.compile(r"/surveys/\d+/$"))
    desk.get_by_role("button", name="开始测评").click()
    desk.get_by_role("dialog").get_by_role("button", name="确定").click()
    desk.get_by_text("已开始。").wait_for()


def printed(desk, size):
    """Addresses of the links, as the sheet shows them once."""
    desk.get_by_role("link", name="生成链接").click()
    desk.get_by_label("评议方").select_option(label="群众")
    desk.get_by_label("份数").fill(str(size))
    desk.get_by_role("button", name="生成").click()
    desk.get_by_text("请现在打印或复制").wait_for()
    assert desk.get_by_role("img", name=re.compile("二维码")).count() == size
    return desk.get_by_label("每行一份，发给一个人").input_value().splitlines()


def answered(phone, address, choice):
    phone.goto(address)
    for question in ("服务态度", "办事成效"):
        phone.get_by_role("group", name=question).get_by_label(choice, exact=True).check()
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("已收到，谢谢您").wait_for()


def test_a_survey_from_its_draft_to_its_result(open_page, violations, office):
    desk = open_page(office, width=1366)
    drafted_and_opened(desk)
    addresses = printed(desk, 5)
    phone = open_page()
    phone.goto(addresses[0])
    assert violations(phone) == []
    for address, choice in zip(addresses, ("满意", "满意", "基本满意", "基本满意", "不满意"), strict=True):
        answered(phone, address, choice)
    phone.goto(addresses[0])
    phone.get_by_text("这个链接已经作答过").wait_for()

    desk.goto(f"/surveys/{Survey.objects.get().pk}/")
    desk.get_by_text("已作答 5 / 5").wait_for()
    desk.get_by_role("button", name="结束测评").click()
    desk.get_by_role("dialog").get_by_role("button", name="确定").click()
    desk.get_by_text("指数 72.00").wait_for()
    assert violations(desk) == []
