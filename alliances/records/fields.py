"""Form fields around records: one line of text, free figures, several files."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alliances.records.evidence import MOST_FILES
from alliances.records.figures import DECIMALS
from alliances.records.models import Record

LARGEST_WHOLE = 2**31 - 1
FREE_FIGURE = re.compile(
    r"(?P<what>\D*[^\d\s:：])[\s:：]*(?P<value>\d{1,12}(?:\.\d{1,2})?)\s*(?P<unit>\D{0,10})"
)
MOST_FREE_FIGURES = 10


class OneLineField(forms.CharField):
    """Text typed into a box of several lines. Line breaks become spaces before its length is looked at."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class FreeFiguresField(forms.CharField):
    """Figures of one's own, a line each: 树苗 30 棵 → {"what": "树苗", "value": "30", "unit": "棵"}."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_FREE_FIGURES:
            raise ValidationError(f"其他数字最多 {MOST_FREE_FIGURES} 项，请合并后填写。")
        return [free_figure(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(map(shown_free_figure, value))


def free_figure(line: str) -> dict[str, str]:
    found = FREE_FIGURE.fullmatch(line)
    if found is None or len(line) > 60:
        raise ValidationError(f"“{line[:20]}”看不懂：请写成“名称 数字 单位”，如：树苗 30 棵。")
    return {name: text.strip() for name, text in found.groupdict().items()}


def shown_free_figure(figure: dict[str, str]) -> str:
    return f"{figure['what']} {figure['value']} {figure['unit']}".strip()


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, as a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [super(FilesField, self).clean(each, initial) for each in data or [None]]
        if len(uploads) > MOST_FILES:
            raise ValidationError(f"一次最多上传 {MOST_FILES} 个文件，其余可在纪实页面补充。")
        return [upload for upload in uploads if upload]


def figure_field(name: str) -> forms.Field:
    """The field of a standard figure, with the limits of its column. Empty is nought."""
    column: Any = Record._meta.get_field(name)
    terms = {"label": column.verbose_name, "required": False, "min_value": 0}
    if name in DECIMALS:
        return forms.DecimalField(max_digits=column.max_digits, decimal_places=DECIMALS[name], **terms)
    return forms.IntegerField(max_value=LARGEST_WHOLE, **terms)
