"""What staff and units type about units."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from members.formpages import offer
from members.places.fields import NamesField, PointField
from members.places.models import Level, Region
from members.units.actions import USCC_TAKEN
from members.units.models import Enrolment, Unit, UnitState
from members.units.states import LIVE
from portal.ledgers.cells.contacts import parse_credit_code, parse_phone
from portal.ledgers.problems import CellProblem


def day_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def checked_phone(text: str) -> str:
    """The number in its usual form, empty where there is none. Raises ValidationError."""
    try:
        return parse_phone(text).value or ""
    except CellProblem as problem:
        raise ValidationError(f"{problem}。") from problem


class CustomFieldsField(forms.CharField):
    """自定义字段: one a line, 名称：值; the value is a dict."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return (
            "\n".join(f"{name}：{text}" for name, text in value.items()) if isinstance(value, dict) else value
        )

    def to_python(self, value: Any) -> Any:
        lines = [line.strip().replace(":", "：", 1) for line in (super().to_python(value) or "").splitlines()]
        odd = [
            line
            for line in lines
            if line and not all(part.strip() for part in [*line.split("：", 1), ""][:2])
        ]
        if odd:
            raise ValidationError(f"“{odd[0]}”不是“名称：值”的写法。")
        return {name.strip(): text.strip() for name, text in (line.split("：", 1) for line in lines if line)}


class UnitForm(forms.ModelForm):
    field_order = [
        *("name", "kind", "neighbourhood", "aliases", "uscc", "party_form", "party_members"),
        *("superior", "address", "point"),
    ]
    aliases = NamesField(label="别名", required=False, help_text="多个别名用顿号隔开；台账里用别名也能对上。")
    point = PointField()
    custom = CustomFieldsField(label="自定义字段", required=False, help_text="每行一项，写成“名称：值”。")

    class Meta:
        model = Unit
        fields = [
            *("name", "kind", "neighbourhood", "aliases", "uscc", "party_form", "party_members"),
            *("superior", "address", "custom"),
        ]
        help_texts = {
            "uscc": "18 位，可不填。",
            "neighbourhood": "只有居民区、村需要选择，其他单位留空。",
            "superior": "可以在本区以外。",
        }

    def __init__(self, *args: Any, district: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        self.fields["point"].initial = (self.instance.latitude, self.instance.longitude)
        places = Region.objects.below(district.code).filter(level=Level.NEIGHBOURHOOD)
        offer(self, "neighbourhood", places.order_by("code"))

    def clean_uscc(self) -> str | None:
        """Says in words what the constraint would say by its name."""
        try:
            code = parse_credit_code(self.cleaned_data["uscc"]).value
        except CellProblem as problem:
            raise ValidationError(f"{problem}。") from problem
        if code and Unit.objects.filter(uscc=code).exclude(pk=self.instance.pk).exists():
            raise ValidationError(USCC_TAKEN)
        return code

    def clean(self) -> dict[str, Any]:
        """One box for the two columns of the place."""
        typed = super().clean() or {}
        if "point" in typed:
            typed["latitude"], typed["longitude"] = typed["point"] or (None, None)
            self.instance.latitude, self.instance.longitude = typed["latitude"], typed["longitude"]
        return typed

    def validate_unique(self) -> None:
        """The action says who has the name; see `refuse_taken_names`."""


class ContactsForm(forms.ModelForm):
    class Meta:
        model = Enrolment
        fields = ["secretary_name", "liaison_name", "liaison_phone"]
        help_texts = {
            "liaison_phone": "手机号，或 021-57311540 这样的固定电话。别人看到的是隐去中间几位的号码。"
        }

    def clean_liaison_phone(self) -> str:
        return checked_phone(self.cleaned_data["liaison_phone"])


class UnitEntryForm(UnitForm):
    """A unit nobody has entered yet, with its enrolment."""

    region = forms.ModelChoiceField(Region.objects.none(), label="入册街道（镇）", empty_label=None)
    number = forms.IntegerField(label="序号", required=False, min_value=1, max_value=100_000)
    from_on = day_field("加入时间", help_text="不填为今天。")
    secretary_name = forms.CharField(label="党组织书记", required=False, max_length=40)
    liaison_name = forms.CharField(label="联络员", required=False, max_length=40)
    liaison_phone = forms.CharField(label="联系电话", required=False, max_length=30)

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "region", streets)

    def clean_liaison_phone(self) -> str:
        return checked_phone(self.cleaned_data["liaison_phone"])

    @property
    def terms(self) -> dict[str, Any]:
        """What `enter_unit` takes besides the unit itself."""
        names = ("region", "number", "from_on", "secretary_name", "liaison_name", "liaison_phone")
        return {name: self.cleaned_data[name] for name in names}


class EnrolForm(forms.Form):
    """A unit joins a street."""

    region = forms.ModelChoiceField(Region.objects.none(), label="街道（镇）", empty_label="请选择")
    number = forms.IntegerField(label="序号", required=False, min_value=1, max_value=100_000)
    from_on = day_field("加入时间", help_text="不填为今天。")
    opinion = forms.CharField(
        label="说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "region", streets)


class EndForm(forms.Form):
    """The day something ends and why."""

    on = day_field("日期", help_text="不填为今天。")
    opinion = forms.CharField(
        label="说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError("不能晚于今天。到了那一天再办理。")
        return on


class MergeForm(EndForm):
    into = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label="承接单位", help_text="按住 Ctrl 可以选多家。"
    )
    field_order = ["into", "on", "opinion"]

    def __init__(self, *args: Any, unit: Unit, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.visible_to(user).filter(district=unit.district, state=UnitState.ACTIVE)
        offer(self, "into", others.exclude(pk=unit.pk).order_by("name"))


def streets_to_join(unit: Unit, handled: Iterable[int], *, own: bool) -> QuerySet:
    """Where the unit is not yet: one's office's streets, for its own people any of the district."""
    joined = unit.enrolments.filter(state__in=LIVE).values("region_id")
    streets = Region.objects.below(unit.district.code).streets().exclude(pk__in=joined).order_by("code")
    return streets if own else streets.filter(pk__in=handled)
