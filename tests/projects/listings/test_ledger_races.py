"""A ledger that is taken in while units go on claiming."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from django.db import connection, transaction

from portal.runtime.children import wait_until
from projects.claims.actions import claim_project
from projects.models import Project
from tests.factories import ProjectFactory, first_kinds, liaison_of, member, neighbourhood
from tests.portal.ledgers.importing import PROJECTS, sheet_of, take
from tests.racing import somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)

ONE_PLACE = [1, "建设管理", "亮灯工程", "五龙村", "", 1, ""]


def take_in() -> dict[str, Any]:
    with closing(connection):
        return sheet_of(take({"项目清单": [PROJECTS, ONE_PLACE]}), "项目清单")


def test_a_ledger_cannot_lower_the_places_below_what_is_claimed_meanwhile() -> None:
    first_kinds()
    hood = neighbourhood("五龙村")
    project = ProjectFactory(title="亮灯工程", unit=hood, category__name="建设管理", capacity=2)
    people = [(unit, liaison_of(unit)) for unit in (member("区财政局"), member("区税务局"))]
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            for unit, liaison in people:
                claim_project(project, unit=unit, by=liaison)
            taken = pool.submit(take_in)
            wait_until(somebody_waits, seconds=60, what="the ledger to wait for the claims")
        [warning] = taken.result()["warnings"]
    assert warning["reason"] == "已有 2 家认领，可认领家数没有改"
    assert Project.objects.get().capacity == 2
