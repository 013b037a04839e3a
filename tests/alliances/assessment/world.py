"""A draft for party organisations, the office, and a branch with its secretary."""

from dataclasses import dataclass
from typing import Any

import pytest

from alliances.assessment.models import Scheme
from portal.refusals import Refusal
from tests import factories as make


@dataclass
class World:
    scheme: Any
    staff: Any
    """经办 and 审核."""
    unit: Any
    branch: Any
    """Of the unit."""
    secretary: Any


def a_world(**terms: Any) -> World:
    """The scheme's only indicator asks for ten records: `ratio`."""
    scheme = make.SchemeFactory(**{"purpose": "appraisal", "name": "星级考核办法"} | terms)
    make.IndicatorFactory(scheme=scheme, rule="ratio", name="共建活动")
    unit = make.member("区财政局")
    branch = make.PartyOrgFactory(name="区财政局党支部", unit=unit)
    secretary = make.liaison_of(unit, role="secretary")
    return World(scheme, make.staff_of(), unit, branch, secretary)


def leaf_of(scheme: Scheme) -> Any:
    """The first indicator of the second level."""
    return scheme.indicators.exclude(parent=None).order_by("ordinal").first()


def order_of(scheme: Scheme) -> list[str]:
    """Names of groups and indicators in the order of the page; places are counted from one on."""
    rows = list(scheme.indicators.order_by("ordinal"))
    assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
    return [row.name for row in rows]


def refused(act: Any) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as stopped:
        act()
    return stopped.value.code


def separate(region: Any) -> None:
    """The office keeps 经办 and 审核 apart."""
    make.OfficePolicyFactory(region=region, four_eyes=True)
