"""The opinion that goes with decisions in the queue."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from members.places.models import MOST_DAYS
from projects.deciding.forms import ReasonForm
from projects.queue.sources import Decision

LABELS = {"approve": "已通过", "return": "已退回", "not-adopt": "已定为暂不采用"}
PHRASES = ("请补充内容说明", "请补充可用时间和地点", "请核实联系人和电话")
MOST = 200


class OpinionForm(ReasonForm):
    """`ids` of the ticked items, or `one` that is opened; `verb` is the button that was pressed."""

    opinion = forms.CharField(
        label="审核意见",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "退回时必填：说明要改什么"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_phrases(PHRASES)

    paired_days = forms.IntegerField(
        label="结对优先天数",
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text="项目通过后，结对单位先认领这些天，之后对全部单位开放。不填按办理设置，0 为不设。",
    )

    @property
    def decision(self) -> Decision:
        """What was decided, once the form is valid."""
        return Decision(self.verb, self.reason, self.cleaned_data.get("paired_days"))

    @property
    def verb(self) -> str:
        return self.data.get("verb", "")

    @property
    def label(self) -> str:
        return LABELS[self.verb]

    @property
    def chosen(self) -> list[str]:
        """The items to decide, once the form was sent."""
        sent = cast(QueryDict, self.data)
        return [str(sent["one"])] if "one" in sent else sent.getlist("ids")[:MOST]

    def clean(self) -> dict[str, Any]:
        if self.verb not in LABELS:
            raise forms.ValidationError("请选择通过或退回。")
        if not self.chosen:
            raise forms.ValidationError("请先勾选要办理的事项。")
        if self.verb != "approve" and not self.reason:
            self.add_error("opinion", "请选一条常用意见，或写明要改什么、为什么。")
        return self.cleaned_data
