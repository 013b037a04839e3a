"""Form fields for what else something is called, and for where it lies."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from members.places.points import Point, parse_point, point_words


class NamesField(forms.CharField):
    """Other names, parted by 、 or commas; the value is a list."""

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        for separator in ",，;；\n":
            text = text.replace(separator, "、")
        return list(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))


class PointField(forms.CharField):
    """坐标 as one text, “纬度, 经度”; the value is a pair of numbers, or None."""

    def __init__(self) -> None:
        super().__init__(
            label="坐标",
            required=False,
            max_length=60,
            help_text="写成“纬度, 经度”，例如 30.8912, 121.1634，可从地图上复制；用来算距离，不知道就留空。",
        )

    def prepare_value(self, value: Any) -> Any:
        return point_words(*value) if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Point | None:
        try:
            return parse_point(super().clean(value))
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong
