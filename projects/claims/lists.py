"""What claims can be asked for, by the page 我的认领 and by the API alike."""

from operator import attrgetter, methodcaller
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from members.scope import scope_of
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown
from projects.claims.states import ClaimState
from projects.listings.lists import WholeNumberFilter


class ClaimFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=ClaimState.choices, empty_label="全部")
    unit = WholeNumberFilter("单位")
    project = WholeNumberFilter("项目")
    year = WholeNumberFilter("年度", field_name="project__year")
    region = WholeNumberFilter("街道（镇）", field_name="project__region")


class ClaimList(ListSpec):
    filterset = ClaimFilters
    orderings = {"id": Ordering("按登记先后", "id"), "-claimed": Ordering("最近认领在前", "-claimed_at")}


class MyClaimList(ListSpec):
    filterset = ClaimFilters
    export_name = "我的认领"
    export_columns = (
        ExportColumn("项目编号", attrgetter("project.number"), width=18),
        ExportColumn("项目名称", attrgetter("project.title"), width=30),
        ExportColumn("认领单位", attrgetter("unit.name"), width=24),
        ExportColumn("身份", methodcaller("get_part_display")),
        ExportColumn("方式", methodcaller("get_kind_display")),
        ExportColumn("承诺事项", attrgetter("promise"), width=30),
        ExportColumn("承诺资金（元）", attrgetter("amount"), Shown.MONEY),
        ExportColumn("认领时间", attrgetter("claimed_at"), width=18),
        ExportColumn("项目完成时限", attrgetter("project.due_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {"-claimed": Ordering("最近认领在前", "-claimed_at")}


def terms_seen_by(user: Any) -> Q:
    """The rule `claims.see_terms` for many rows: both sides, staff and supervisors."""
    scope = scope_of(user)
    seen = Q(project__region_id__in=scope.office_region_ids | scope.overseen_region_ids)
    for unit_id, region_id in sorted(scope.acts_for):
        side = Q(unit_id=unit_id) | Q(project__unit_id=unit_id)
        seen |= Q(project__region_id=region_id) & side
    return seen


def claims_of_units(claims: QuerySet, user: Any) -> QuerySet:
    """Claims, or what else units have in projects, of the units this person acts for in each street."""
    mine = Q(pk__in=[])
    for unit_id, region_id in sorted(scope_of(user).acts_for):
        mine |= Q(unit_id=unit_id, project__region_id=region_id)
    return claims.filter(mine)
