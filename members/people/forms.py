"""What an office types about people: accounts, authority, handing over."""

from typing import Any, cast

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet

from members.formpages import offer
from members.people.lists import accounts_visible_to
from members.people.models import REGION_ROLES, UNIT_ROLES, Role, User
from members.places.models import Region
from members.scope import scope_of
from members.units.forms import checked_phone, day_field
from members.units.models import Enrolment, Unit, UnitState
from members.units.states import TAKING_PART

ROLES = [(role.value, role.label) for role in (*UNIT_ROLES, *REGION_ROLES)]
LINE = (Role.LINE_SUPERVISOR.value, Role.LINE_SUPERVISOR.label)


class AuthorityForm(forms.Form):
    """For whom somebody acts, as what, from when to when."""

    role = forms.ChoiceField(label="身份", choices=ROLES)
    enrolment = forms.ModelChoiceField(
        Enrolment.objects.none(),
        label="单位",
        required=False,
        empty_label="不代表单位",
        help_text="联络员、党组织书记须选单位。",
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="区域",
        required=False,
        empty_label="不代表区域",
        help_text="经办、审核、分管领导、监督查看须选区域。",
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="条线单位",
        required=False,
        help_text="条线查看须选单位，可跨街道（镇）；按住 Ctrl 可以选多个。只能查看，不能办理。",
    )
    from_on = day_field("起始日期", help_text="不填为今天。")
    until_on = day_field("截止日期", help_text="含当天；不填为长期。")

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "enrolment", enrolments_to_give(giver))
        reviewed = Region.objects.filter(pk__in=scope_of(giver).reviewed_region_ids)
        offer(self, "region", reviewed.order_by("code"))
        self._offer_line(units_to_give(giver))

    def _offer_line(self, units: QuerySet) -> None:
        """条线查看 is for whoever works above the streets; others are not asked."""
        if units.exists():
            offer(self, "units", units)
            role = cast(forms.ChoiceField, self.fields["role"])
            role.choices = [*ROLES, LINE]
        else:
            del self.fields["units"]


class AccountForm(AuthorityForm):
    """A new account with its first authority."""

    username = forms.CharField(label="用户名", max_length=150, validators=[UnicodeUsernameValidator()])
    name = forms.CharField(label="姓名", required=False, max_length=40)
    phone = forms.CharField(label="手机号", required=False, max_length=30)
    field_order = ["username", "name", "phone", "role", "enrolment", "region", "units", "from_on", "until_on"]

    def clean_phone(self) -> str:
        return checked_phone(self.cleaned_data["phone"])


class HandoverForm(forms.Form):
    to_user = forms.ModelChoiceField(
        User.objects.none(), label="新任联络员", empty_label="请选择", help_text="没有账号的，请先新建账号。"
    )
    on = day_field("交接日期", help_text="从这一天起由新任联络员办理；不填为今天。")

    def __init__(self, *args: Any, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = accounts_visible_to(giver).filter(is_active=True)
        offer(self, "to_user", standing.order_by("username"))


class LastDayForm(forms.Form):
    on = day_field("最后一天", help_text="含当天；不填为今天。要立即停止，请填昨天。")


def enrolments_to_give(giver: Any) -> QuerySet:
    handled = scope_of(giver).worked_region_ids
    rows = Enrolment.objects.filter(region_id__in=handled, state__in=TAKING_PART)
    return rows.select_related("unit", "region").order_by("unit__name")


def units_to_give(giver: Any) -> QuerySet:
    """Units of the districts where one decides, for a line."""
    units = Unit.objects.filter(district_id__in=scope_of(giver).reviewed_region_ids, state=UnitState.ACTIVE)
    return units.defer("grams").order_by("name")
