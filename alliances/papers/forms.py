from typing import Any

from django import forms

from alliances.papers.actions import REVERSED, TERMS
from alliances.papers.models import Document

DAY = {"type": "date"}
DAYS = ("issued_on", "period_from", "period_until")
FILES = ".pdf,.docx,.xlsx,image/jpeg,image/png"


class DocumentForm(forms.ModelForm):
    """`version` is what was seen when the form was opened; a file chosen replaces the one before."""

    upload = forms.FileField(
        label="文件",
        required=False,
        help_text="PDF、Word、Excel 或照片，不超过 20 MB。",
        widget=forms.FileInput(attrs={"accept": FILES}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Document
        fields = ["region", *TERMS]
        widgets = {name: forms.DateInput(attrs=DAY, format="%Y-%m-%d") for name in DAYS}

    def __init__(self, *args: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["region"]
            self.initial["version"] = self.instance.version
            return
        field: Any = self.fields["region"]
        field.queryset, field.empty_label, field.initial = streets, None, streets.first()

    def clean(self) -> Any:
        said = super().clean()
        start, end = self.cleaned_data.get("period_from"), self.cleaned_data.get("period_until")
        if start and end and start > end:
            self.add_error("period_until", REVERSED)
        return said

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*TERMS, "upload")}
