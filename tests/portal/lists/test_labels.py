"""What the chips above a list say of the filters in force."""

import datetime as dt

import django_filters
import pytest
from django import forms

from members.models import Region
from portal.lists.labels import shown_value

STREET = Region(code="310116101", name="朱泾镇", level="street")
GROUPED = [("常用", [("lead", "牵头")]), ("partner", "配合")]


class Chips(forms.Form):
    mine = forms.BooleanField(label="只看本单位")
    part = forms.ChoiceField(label="方式", choices=GROUPED)
    region = forms.ModelChoiceField(label="街道（镇）", queryset=Region.objects.none())
    home = forms.CharField(label="所在地")
    states = forms.MultipleChoiceField(label="状态", choices=[("open", "可认领"), ("full", "已满")])
    due = django_filters.fields.DateRangeField(label="到期")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("mine", True, "只看本单位"),
        ("part", "lead", "方式：牵头"),
        ("part", "partner", "方式：配合"),
        ("region", STREET, "街道（镇）：朱泾镇"),
        ("home", STREET, "所在地：朱泾镇"),
        ("home", "朱泾", "所在地：朱泾"),
        ("states", ["open", "full"], "状态：可认领、已满"),
        ("due", slice(dt.date(2026, 3, 1), None), "到期：2026年3月1日至"),
    ],
)
def test_a_chip_says_the_filter_in_words(name: str, value: object, words: str) -> None:
    assert shown_value(Chips()[name], value) == words
