"""What a preview shows of many problems and of long numbers: enough to see the mistake, nobody's numbers."""

import pytest

from portal.ledgers.imports.telling import MOST
from tests import factories as make
from tests.portal.ledgers.imports.wizard import looked_at, project_rows, sheet

pytestmark = pytest.mark.django_db


def test_of_many_rejected_rows_the_first_are_told_and_all_are_counted(clerk):
    make.member()
    titles = [f"工程{ordinal}" for ordinal in range(MOST + 1)]
    told = sheet(looked_at({"项目清单": project_rows(*titles, unit="区财政厅")}, clerk), "项目清单")
    assert (len(told["rejected"]), told["counts"]["rejected"], len(told["faults"])) == (
        MOST,
        MOST + 1,
        MOST + 1,
    )
    assert told["rejected"][0]["row"] == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [("310101199001011234", "310****4"), ("13900001111", "139****1111"), ("2026", "2026")],
)
def test_a_number_of_a_person_is_masked_wherever_it_was_written(clerk, written, told):
    make.member()
    imp = looked_at({"项目清单": project_rows("亮灯", unit=f"甲{written}")}, clerk)
    (problem,) = sheet(imp, "项目清单")["rejected"]
    assert (problem["value"], written in problem["reason"]) == (f"甲{told}", written == told)


@pytest.mark.parametrize("many", [MOST, MOST + 1])
def test_new_rows_are_cut_in_what_is_told_and_not_in_what_is_counted(clerk, many):
    make.member()
    titles = [f"工程{ordinal}" for ordinal in range(many)]
    told = sheet(looked_at({"项目清单": project_rows(*titles)}, clerk), "项目清单")
    assert (len(told["new"]), told["counts"]["created"]) == (MOST, many)
