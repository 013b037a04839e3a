"""What an office types about places."""

from typing import Any

from django import forms

from members.formpages import offer
from members.places.actions import NAME_TAKEN
from members.places.fields import NamesField, PointField
from members.places.models import FEWEST_DAYS, MOST_DAYS, Level, OfficePolicy, Region, Zone


def days_field(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FEWEST_DAYS, max_value=MOST_DAYS, help_text=help_text)


class BelowForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60)


class RegionForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60)
    aliases = NamesField(label="别名", required=False, help_text="多个别名用顿号隔开；台账里用别名也能对上。")
    point = PointField()

    @property
    def values(self) -> dict[str, Any]:
        """What `change_region` takes."""
        latitude, longitude = self.cleaned_data["point"] or (None, None)
        kept = {name: self.cleaned_data[name] for name in ("name", "aliases")}
        return kept | {"latitude": latitude, "longitude": longitude}


class ZoneForm(forms.ModelForm):
    class Meta:
        model = Zone
        fields = ["region", "name", "purpose", "regions", "units"]
        help_texts = {"purpose": "例如：党建片区、企业服务片区。", "regions": "按住 Ctrl 可以选多个。"}

    def __init__(self, *args: Any, streets: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "region", streets)
        codes = tuple(streets.values_list("code", flat=True))
        within = Region.objects.filter(level=Level.NEIGHBOURHOOD, parent_id__in=codes)
        offer(self, "regions", within.order_by("code"))
        members: Any = Zone._meta.get_field("units").remote_field.model
        offer(self, "units", members._default_manager.visible_to(user).order_by("name"))

    def clean(self) -> dict[str, Any]:
        """Says in words what the constraint would say by its name."""
        typed = super().clean() or {}
        same = Zone.objects.filter(region=typed.get("region"), name=typed.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", NAME_TAKEN)
        return typed


class PolicyForm(forms.ModelForm):
    endorse_days = days_field(
        "出资认领待单位确认天数", "认领带资金时，单位党组织书记须在这些天内确认，过期名额放回大厅。"
    )
    offer_days = days_field("待续认领保留天数", "续认领的名额为上一年的认领单位保留这些天。")
    review_days = days_field("审核期限（天）", "提交后这些天内应当审核；过期在审核台标为逾期。")
    late_days = days_field(
        "上年度补录期限（1 月 1 日起的天数）",
        "这些天内还可以补记上一年的共建纪实；过期后由审核人员补记。填 31 即到 1 月 31 日。",
    )

    paired_days = forms.IntegerField(
        label="结对单位优先认领天数（0 为不设）",
        min_value=0,
        max_value=MOST_DAYS,
        help_text="项目发布后，与发布单位或受益村居结对的单位先认领这些天，最后一天 18:00 对全部单位开放。"
        "发布时可以另定；已发布的项目不变。",
    )

    class Meta:
        model = OfficePolicy
        fields = ["four_eyes", "endorse_days", "offer_days", "review_days", "late_days", "paired_days"]
        help_texts = {"four_eyes": "选中后，谁登记的清单项就不能由谁审核发布。"}
