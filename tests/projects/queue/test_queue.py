"""审核台: one queue, decided one by one or many at once."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import OfficePolicy
from projects.models import Need
from projects.queue.reading import read_queue
from tests.factories import (
    ClaimFactory,
    DraftNeedFactory,
    DraftProjectFactory,
    DraftResourceFactory,
    liaison_of,
    member,
    staff_of,
    street,
)

pytestmark = pytest.mark.django_db


def waiting(factory: type, title: str, days_ago: int, **more: object) -> object:
    handed_in = timezone.now() - dt.timedelta(days=days_ago)
    return factory(
        unit=member(f"单位{title}"), title=title, state="submitted", submitted_at=handed_in, **more
    )


def words(response: object) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_what_is_due_first_stands_first_whatever_list_it_is_of() -> None:
    waiting(DraftNeedFactory, "路灯", 1)
    waiting(DraftResourceFactory, "报告厅", 3)
    waiting(DraftProjectFactory, "健步道", 2)
    rows = read_queue(staff_of()).rows
    assert [row.item.title for row in rows] == ["报告厅（资源）", "健步道（项目）", "路灯（需求）"]


def test_the_office_sets_how_long_it_takes() -> None:
    OfficePolicy.objects.create(region=street(), review_days=2)
    need = waiting(DraftNeedFactory, "路灯", 1)
    assert read_queue(staff_of()).rows[0].item.due_at == need.submitted_at + dt.timedelta(days=2)


def test_other_streets_and_drafts_do_not_wait_here() -> None:
    DraftNeedFactory()
    DraftNeedFactory(region=street("枫泾镇", "310116102"), state="submitted", submitted_at=timezone.now())
    assert read_queue(staff_of()).total == 0


def test_a_name_that_another_unit_has_too_is_hinted_at() -> None:
    waiting(DraftResourceFactory, "报告厅", 1)
    DraftResourceFactory(title="报告厅", unit=member("区动物疫控中心"))
    assert read_queue(staff_of()).rows[0].item.hints == 1


def test_only_reviewers_enter(client: Client) -> None:
    for user, status in ((liaison_of(member()), 403), (staff_of(roles=("handler",)), 403), (staff_of(), 200)):
        client.force_login(user)
        assert client.get(reverse("queue")).status_code == status


def test_the_empty_queue_says_so(client: Client) -> None:
    client.force_login(staff_of())
    assert "没有等您决定的事项" in client.get(reverse("queue")).content.decode()


def test_many_are_approved_at_once_and_refusals_are_named(client: Client) -> None:
    need, over = waiting(DraftNeedFactory, "路灯", 1), waiting(DraftNeedFactory, "座椅", 1)
    Need.objects.filter(pk=over.pk).update(state="not_adopted")
    client.force_login(staff_of())
    ids = [f"listings:need-{each.pk}" for each in (need, over)]
    response = client.post(reverse("queue"), {"ids": ids, "verb": "approve"})
    assert Need.objects.get(pk=need.pk).state == "published"
    assert words(response) == [
        "已通过 1 件。10 分钟内可在各事项页面撤回。",
        "“一件事项”没有办理：已不在审核台，可能已由他人办理。",
    ]


def test_one_kind_is_shown_alone_and_all_are_counted(client: Client) -> None:
    waiting(DraftNeedFactory, "路灯", 1)
    ClaimFactory(project__title="亮灯")
    client.force_login(staff_of())
    shown = {}
    for kind in ("listings", "claims"):
        page = client.get(reverse("queue"), {"kind": kind}).context["page"]
        shown[kind] = [row.item.title for row in page.rows], page.counts
    counts = {"listings": 1, "claims": 1}
    assert shown == {"listings": (["路灯（需求）"], counts), "claims": (["亮灯"], counts)}


def test_what_does_not_fit_a_kind_is_left_for_its_own_page(client: Client) -> None:
    """多选 mixes kinds: a claim cannot be sent back for changes as a listing can."""
    claim = ClaimFactory()
    client.force_login(staff_of())
    sent = {"ids": [f"claims:{claim.pk}"], "verb": "return", "opinion": "请补充"}
    response = client.post(reverse("queue"), sent)
    title = f"{claim.unit.name}：{claim.project.title}"
    assert words(response) == [f"“{title}”没有办理：这类事项不能这样办理，请单独打开办理。"]
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_sending_many_back_needs_a_reason_and_keeps_the_ticks(client: Client) -> None:
    need = waiting(DraftNeedFactory, "路灯", 1)
    client.force_login(staff_of())
    key = f"listings:need-{need.pk}"
    refused = client.post(reverse("queue"), {"ids": [key], "verb": "return"})
    assert f'value="{key}" checked' in refused.content.decode()
    client.post(reverse("queue"), {"ids": [key], "verb": "return", "opinion": "请补充人数"})
    assert Need.objects.get().state == "returned"


def test_after_one_decision_the_next_is_opened(client: Client) -> None:
    first, second = waiting(DraftNeedFactory, "路灯", 2), waiting(DraftNeedFactory, "座椅", 1)
    client.force_login(staff_of())
    response = client.post(reverse("queue"), {"one": f"listings:need-{first.pk}", "verb": "approve"})
    assert response.url == f"{reverse('queue')}?open=listings%3Aneed-{second.pk}"


def test_a_decision_in_the_queue_can_be_undone(client: Client) -> None:
    need = waiting(DraftNeedFactory, "路灯", 1)
    client.force_login(staff_of())
    client.post(reverse("queue"), {"one": f"listings:need-{need.pk}", "verb": "approve"})
    client.post(client.session["undo"]["url"])
    assert Need.objects.get().state == "submitted"


def test_the_side_shows_what_changed_since_last_year_and_what_it_may_repeat(client: Client) -> None:
    now = waiting(DraftResourceFactory, "报告厅", 1, available="双休日")
    DraftResourceFactory(unit=now.unit, title="报告厅", available="工作日", year=2025)
    DraftResourceFactory(title="报告厅", unit=member("区动物疫控中心"))
    client.force_login(staff_of())
    page = client.get(f"{reverse('queue')}?open=listings:resource-{now.pk}").content.decode()
    assert "<del>工作日</del> <ins>双休日</ins>" in page
    assert "区动物疫控中心" in page


def test_something_else_in_the_address_opens_nothing(client: Client) -> None:
    client.force_login(staff_of())
    keys = ("x", "nothing:1", "listings:", "listings:need-x", "listings:need-9", "claims:x", "claims:9")
    for key in keys:
        assert client.get(reverse("queue"), {"open": key}).status_code == 200
    assert client.get(reverse("queue"), {"kind": "nothing"}).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_asks_the_same_whatever_waits(
    client: Client, many: int, django_assert_num_queries: object
) -> None:
    for number in range(many):
        waiting(DraftNeedFactory, f"路灯{number}", 1)
    client.force_login(staff_of())
    with django_assert_num_queries(8):
        client.get(reverse("queue"))


def test_a_long_queue_has_pages(client: Client) -> None:
    unit = member()
    DraftNeedFactory.create_batch(27, unit=unit, state="submitted", submitted_at=timezone.now())
    client.force_login(staff_of())
    pages = [client.get(reverse("queue"), {"page": number}) for number in ("1", "2", "x")]
    assert [len(page.context["rows"]) for page in pages] == [25, 2, 25]
    assert [bool(page.context["next_url"]) for page in pages] == [True, False, True]


@pytest.mark.parametrize("sent", [{"verb": "approve"}, {"verb": "burn", "ids": "listings:need-1"}])
def test_a_form_without_items_or_verb_is_asked_again(client: Client, sent: dict[str, str]) -> None:
    client.force_login(staff_of())
    waiting(DraftNeedFactory, "路灯", 1)
    assert client.post(reverse("queue"), sent).status_code == 200
    assert Need.objects.get().state == "submitted"


def test_what_an_action_refuses_stays_open_with_its_reason(client: Client) -> None:
    OfficePolicy.objects.create(region=street(), four_eyes=True)
    office = staff_of()
    need = waiting(DraftNeedFactory, "路灯", 1, entered_by=office)
    client.force_login(office)
    key = f"listings:need-{need.pk}"
    response = client.post(f"{reverse('queue')}?open={key}", {"one": key, "verb": "approve"})
    assert "经办与审核分开" in words(response)[0]
    assert response.url.endswith(f"open=listings%3Aneed-{need.pk}")
