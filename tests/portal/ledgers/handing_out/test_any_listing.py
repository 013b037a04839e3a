"""Whatever a listing says, its ledger goes out and in without a change."""

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Project
from tests.factories import DraftNeedFactory, DraftProjectFactory, DraftResourceFactory, member, neighbourhood
from tests.portal.ledgers.handing_out.handing import counts, nothing_changed, round_trip

pytestmark = pytest.mark.django_db

LETTERS = "甲乙 丙（2）()=+-@'\"/、，0１Ａa\n\t“*:"
texts = partial(st.text, LETTERS)
titles = texts(min_size=1, max_size=20).map(lambda text: f"路灯{text}盏")
days = st.none() | st.dates(dt.date(1901, 1, 1), dt.date(2099, 12, 31))
shared = {
    "title": titles,
    "summary": texts(max_size=60),
    "place": texts(max_size=20),
    "remark": texts(max_size=20),
    "contact_name": texts(max_size=10),
    "contact_phone": st.sampled_from(["", "13900001111", "021-57311540", "57311540、110"]),
    "custom": st.dictionaries(st.sampled_from(["楼栋", "牵头科室", "片区"]), texts(min_size=1, max_size=10)),
}
projects = st.fixed_dictionaries(
    shared
    | {
        "goal": texts(max_size=20).map(lambda text: f"活动{text}12次"),
        "capacity": st.none() | st.integers(1, 99),
        "due_on": days,
        "budget": st.none() | st.decimals(0, 9_999_999_999, places=2),
        "support": texts(max_size=20),
    }
)
needs = st.fixed_dictionaries(
    shared
    | {
        "beneficiaries": st.none() | st.integers(0, 100_000),
        "beneficiaries_text": texts(max_size=10),
        "expected_on": days,
        "wanted": texts(max_size=10),
    }
)
resources = st.fixed_dictionaries(
    shared
    | {
        "capacity_text": st.sampled_from(["", "2次/月", "约30人", "不限", "看情况"]),
        "capacity_per_month": st.none() | st.integers(1, 30),
        "notice_days": st.none() | st.integers(0, 400),
        "valid_until": days,
    }
)


@pytest.mark.parametrize(
    ("factory", "values"),
    [(DraftProjectFactory, projects), (DraftNeedFactory, needs), (DraftResourceFactory, resources)],
)
def test_any_listings_go_out_and_in_without_a_change(factory, values):
    villages = [neighbourhood(f"第{n}村", code=f"31011610120{n}") for n in range(3)]

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(values, min_size=1, max_size=6))
    def holds(rows):
        with transaction.atomic():
            for n, row in enumerate([*rows, rows[0]]):
                made = factory(unit=villages[n % 2], nth=n + 1, **row)
                if isinstance(made, Project):
                    made.neighbourhoods.set(villages[n % 3 :])
            taken = round_trip()
            assert nothing_changed(taken), counts(taken)
            transaction.set_rollback(True)

    member("区财政局")
    holds()


def test_money_is_exact_to_the_cent():
    village = neighbourhood("五龙村")
    project = DraftProjectFactory(unit=village, budget=Decimal("9999999999.99"))
    assert nothing_changed(round_trip())
    project.refresh_from_db()
    assert project.budget == Decimal("9999999999.99")
