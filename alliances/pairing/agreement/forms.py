from typing import Any

from django import forms

from members.behalf import BASES


class SignedAgreementForm(forms.Form):
    """Staff who upload for both sides say on what basis; a side's own people only choose the file."""

    scan = forms.FileField(
        label="签章件",
        help_text="PDF 或照片（JPG、PNG），双方签字盖章后的整份协议。",
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
    )
    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(self, *args: Any, on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not on_behalf:
            del self.fields["basis"]
