from django import forms

WORD = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateForm(forms.Form):
    file = forms.FileField(
        label="模板文件",
        help_text="Word 文件（.docx），不超过 20 MB。上传时会检查占位符并试写一份。",
        widget=forms.FileInput(attrs={"accept": WORD}),
    )
