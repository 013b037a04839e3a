"""Taking back at the edges: while another ledger comes in, to the second, and what a count names."""

import datetime as dt
from unittest import mock

import pytest
from django.utils import timezone

from portal.ledgers.imports.actions import take_back
from portal.ledgers.imports.models import UNDO_WITHIN
from portal.models import Import
from portal.outbox.bell import BELL
from portal.refusals import Refusal
from projects.models import Project
from tests import factories as make
from tests.portal.ledgers.importing import door_held
from tests.portal.ledgers.imports.wizard import UNIT_ROWS, brought_in, project_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet_bell():
    """Nobody listens: the test runs the jobs itself."""
    with mock.patch.object(BELL, "ring"):
        yield


def refused(imp: Import, by) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        take_back(imp, by=by)
    return refusal.value


@pytest.mark.django_db(transaction=True)
def test_while_another_ledger_of_the_street_comes_in_it_is_refused(clerk, quiet_bell):
    imp = brought_in({"成员单位": UNIT_ROWS}, clerk)
    with door_held(make.street()):
        assert refused(imp, clerk).code == "import_running"
    assert take_back(imp, by=clerk).state == "undone"


def test_within_the_day_it_may_still_be_taken_back(clerk):
    imp = brought_in({"成员单位": UNIT_ROWS}, clerk)
    Import.objects.update(imported_at=timezone.now() - UNDO_WITHIN + dt.timedelta(minutes=1))
    done = take_back(Import.objects.get(pk=imp.pk), by=clerk)
    assert (done.state, done.undone_at is None) == ("undone", False)


@pytest.mark.parametrize(
    ("titles", "said"), [("甲乙丙丁戊", "“戊”已更改。"), ("甲乙丙丁戊己", "“戊”已更改等 6 项。")]
)
def test_five_that_were_changed_are_all_named_and_a_sixth_is_counted(clerk, titles, said):
    make.member()
    imp = brought_in({"项目清单": project_rows(*titles)}, clerk)
    Project.objects.update(version=2)
    assert f"；{said}请在这些内容里逐条更正。" in refused(imp, clerk).sentence


def test_a_unit_that_the_trail_and_somebody_else_name_says_who_else(clerk):
    imp = brought_in({"成员单位": UNIT_ROWS, "项目清单": project_rows("亮灯")}, clerk)
    unit = Project.objects.get().unit
    make.DraftProjectFactory(unit=unit, title="自己写的")
    found = refused(imp, clerk)
    assert (found.code, "“区财政局”已用于项目" in found.sentence, Project.objects.count()) == (
        "built_upon",
        True,
        2,
    )


def test_a_project_that_was_made_goes_with_its_villages(clerk):
    make.member(), make.neighbourhood("五龙村")
    rows = [[*project_rows()[0], "受益村居"], [*project_rows("亮灯")[1], "五龙村"]]
    imp = brought_in({"项目清单": rows}, clerk)
    assert Project.objects.get().neighbourhoods.count() == 1
    assert (take_back(imp, by=clerk).state, Project.objects.count()) == ("undone", 0)
