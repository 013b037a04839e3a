"""The opinion that goes with decisions in the queue."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

LABELS = {"approve": "已通过", "return": "已退回", "not-adopt": "已定为暂不采用"}
PHRASES = ("请补充内容说明", "请补充可用时间和地点", "请核实联系人和电话")
MOST = 200


class OpinionForm(forms.Form):
    """`ids` of the ticked items, or `one` that is opened; `verb` is the button that was pressed."""

    phrase = forms.ChoiceField(
        label="常用意见", required=False, choices=[(each, each) for each in PHRASES], widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label="审核意见",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "退回时必填：说明要改什么"}),
    )

    @property
    def verb(self) -> str:
        return self.data.get("verb", "")

    @property
    def label(self) -> str:
        return LABELS[self.verb]

    @property
    def reason(self) -> str:
        said = (self.cleaned_data.get("phrase", ""), self.cleaned_data.get("opinion", "").strip())
        return "；".join(part for part in said if part)

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
