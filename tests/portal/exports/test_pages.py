"""The pages: what was typed survives, a double click is one folder, the file has a Chinese name."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import Export
from portal.outbox.actions import run_due
from tests import factories as make
from tests.portal.exports.folders import made

pytestmark = pytest.mark.django_db
FORM = {"span": "q2", "year": 2026, "parts": ["units"]}


@pytest.fixture
def page(clerk, settings) -> Client:
    settings.SECURE_SSL_REDIRECT = False
    client = Client()
    client.force_login(clerk)
    return client


def test_asked_for_on_the_page_and_downloaded(page):
    sent = page.post(reverse("inspection"), FORM)
    assert "已排队" in page.get(sent.url).content.decode()
    run_due()
    file = page.get(reverse("export_file", args=[Export.objects.get().pk]))
    assert (file.status_code, b"".join(file.streaming_content)[:2]) == (200, b"PK")
    assert "utf-8''%E8%BF%8E%E6%A3%80" in file["Content-Disposition"]


def test_a_double_click_is_one_folder(page):
    key = {"once": "6f8f0d0e-9a3c-4d6e-8a51-0d9c2d1f7a11"}
    first, second = (page.post(reverse("inspection"), FORM | key) for _ in range(2))
    assert (first.url, Export.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"span": "days", "since": "2026-02-01"}, "until"),
        ({"span": "days", "since": "2026-02-01", "until": "2026-01-01"}, "until"),
        ({"span": "days", "since": "2020-01-01", "until": "2026-01-01"}, "until"),
        ({"span": "q1"}, "year"),
        ({"span": "nonsense", "year": 2026}, "span"),
        ({"span": "q1", "year": 2026, "units": ["999999"]}, "units"),
        ({"span": "q1", "year": 2026, "personal": "on", "reason": "查"}, "reason"),
    ],
)
def test_what_cannot_be_made_is_said_at_its_field(page, sent, field):
    refused = page.post(reverse("inspection"), sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, [field])


def test_chosen_units_and_parts_go_along(page):
    unit = make.member()
    page.post(reverse("inspection"), FORM | {"units": [unit.pk]})
    assert Export.objects.get().options == {
        "since": "2026-04-01",
        "until": "2026-06-30",
        "parts": ["units"],
        "units": [unit.pk],
    }


def test_a_poll_is_answered_with_progress_and_in_the_end_with_a_reload(page):
    here = page.post(reverse("inspection"), FORM).url
    polled = {"HTTP_HX_REQUEST": "true"}
    assert "已排队" in page.get(here, **polled).content.decode()
    run_due()
    assert page.get(here, **polled)["HX-Refresh"] == "true"


def test_what_failed_is_made_again_from_its_page(page, clerk):
    export = made(clerk, parts=["units"])
    Export.objects.update(state="failed", trouble="磁盘空间不足")
    here = reverse("export", args=[export.pk])
    assert "磁盘空间不足" in page.get(here).content.decode()
    page.post(here)
    assert Export.objects.get().state == "making"


def test_colleagues_do_not_see_it(clerk, page):
    export = made(make.appoint(make.UserFactory(), "reviewer", region=make.street()), parts=["units"])
    assert page.get(reverse("export", args=[export.pk])).status_code == 404
    assert "还没有导出过" in page.get(reverse("exports")).content.decode()


def test_the_list_asks_as_often_for_one_as_for_three(page, clerk, django_assert_num_queries):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            made(clerk, parts=["units"])
        page.get(reverse("exports"))
        with django_assert_num_queries(8, exact=False) as asked:
            page.get(reverse("exports"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
