"""A form field for what else something is called."""

from typing import Any

from django import forms


class NamesField(forms.CharField):
    """Other names, parted by 、 or commas; the value is a list."""

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        for separator in ",，;；\n":
            text = text.replace(separator, "、")
        return list(dict.fromkeys(name.strip() for name in text.split("、") if name.strip()))
