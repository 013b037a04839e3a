"""What surveys can be asked for, by pages and API alike."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import QuerySet
from django_filters import FilterSet

from alliances.surveys.models import Survey, SurveyKind
from alliances.surveys.states import SurveyState
from members.places.lists import streets_seen
from portal.lists.ordering import Ordering
from portal.lists.spec import ExportColumn, ListSpec
from portal.workbooks.columns import Shown


class SurveyFilter(FilterSet):
    search = django_filters.CharFilter(
        label="名称", max_length=60, field_name="title", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(label="种类", choices=SurveyKind.choices, empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=SurveyState.choices, empty_label="全部")
    region = django_filters.ModelChoiceFilter(label="街道（镇）", queryset=streets_seen, empty_label="全部")

    class Meta:
        model = Survey
        fields: list[str] = []


class SurveyList(ListSpec):
    filterset = SurveyFilter
    export_name = "测评"
    export_columns = (
        ExportColumn("名称", attrgetter("title"), width=30),
        ExportColumn("种类", methodcaller("get_kind_display")),
        ExportColumn("街道（镇）", attrgetter("region.name"), width=18),
        ExportColumn("起", attrgetter("from_on"), Shown.DAY),
        ExportColumn("止", attrgetter("until_on"), Shown.DAY),
        ExportColumn("状态", methodcaller("get_state_display")),
    )
    orderings = {
        "-until_on": Ordering("最近截止的在前", "-until_on"),
        "id": Ordering("录入先后", "id"),
    }

    @staticmethod
    def export_rows(queryset: QuerySet) -> QuerySet:
        return queryset.select_related("region")
