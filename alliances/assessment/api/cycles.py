"""`/cycles/`: computed, reviewed, told, final."""

from typing import Any

from rest_framework import serializers

from alliances.assessment.actions import cycles as actions
from alliances.assessment.api.shapes import AssessmentOpinionSerializer
from alliances.assessment.lists import CycleList
from alliances.assessment.models import Cycle
from portal.api.rows import RowSerializer
from portal.api.views import ListedViewSet, VersionSerializer, verb


class CycleRow(RowSerializer):
    """A cycle, in a list and by itself. `contest_until`: the last day for objections, once it was told."""

    id = serializers.IntegerField()
    scheme = serializers.IntegerField(source="scheme_id")
    span = serializers.CharField()
    from_on = serializers.DateField()
    until_on = serializers.DateField()
    state = serializers.CharField()
    computed_at = serializers.DateTimeField(allow_null=True)
    contest_until = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class CycleReasonSerializer(VersionSerializer):
    reason = serializers.CharField(max_length=500, help_text="退回的原因")


class Cycles(ListedViewSet):
    """考核周期：由平台按期开启。"""

    queryset = Cycle.objects.select_related("scheme__region", "scheme__basis")
    spec = CycleList
    row_class = CycleRow
    serializer_class = CycleRow

    @verb("compute")
    def compute(self, cycle: Cycle, *, by: Any) -> Cycle:
        """按现在的记录计算；没有变动就什么也不写。"""
        return actions.compute(cycle, by=by)

    @verb("review", takes=AssessmentOpinionSerializer)
    def review(self, cycle: Cycle, *, by: Any, opinion: str) -> Cycle:
        """审核，结果从此不随记录变动。"""
        return actions.review(cycle, by=by, opinion=opinion)

    @verb("send-back", takes=CycleReasonSerializer)
    def send_back(self, cycle: Cycle, *, by: Any, reason: str) -> Cycle:
        """退回重新计算、评议，须写明原因。"""
        return actions.send_back(cycle, by=by, reason=reason)

    @verb("publicise")
    def publicise(self, cycle: Cycle, *, by: Any) -> Cycle:
        """告知：反馈给本单位；办法规定公示的，公示。异议期从此开始。"""
        return actions.announce(cycle, by=by)

    @verb("finalise")
    def finalise(self, cycle: Cycle, *, by: Any) -> Cycle:
        """异议期满、异议都已答复后确定。"""
        return actions.finalise(cycle, by=by)

    @verb("undo")
    def undo(self, cycle: Cycle, *, by: Any) -> Cycle:
        """十分钟内撤回自己刚才的审核。"""
        return actions.undo_review(cycle, by=by)
