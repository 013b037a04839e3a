"""What the office types about a survey, one thing a line, and what whoever has a link answers."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from alliances.surveys.actions.answering import LONGEST_REMARK, Said
from alliances.surveys.actions.drafting import TERMS, Parts
from alliances.surveys.models import LinkBatch, Survey
from members.formpages import offer
from members.party.models import PartyOrg
from members.places.models import Region
from members.units.models import Enrolment, Unit

CHECKS = forms.CheckboxSelectMultiple
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST_QUESTION, LONGEST_NAME, MOST_QUESTIONS = 120, 20, 20
UNCOUNTED = "不计"


class LinesField(forms.CharField):
    """One thing a line; blank lines say nothing. `read` turns a line into its value, or raises."""

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any], str] = str, **terms: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **terms)
        self.read, self.write = read, write

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(map(self.write, value))

    def to_python(self, value: Any) -> Any:
        return [
            self.read(line.strip()) for line in (super().to_python(value) or "").splitlines() if line.strip()
        ]


def question_in(line: str) -> str:
    if len(line) > LONGEST_QUESTION:
        raise ValidationError(f"“{line[:10]}…”太长，每个问题不超过 {LONGEST_QUESTION} 字。")
    return line


def side_in(line: str) -> tuple[str, int]:
    name, number = _named(line)
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= 100:
        raise ValidationError(f"“{line}”应写成：名称 空格 权重（1 至 100），如：党员 25。")
    return name, int(number)


def choice_in(line: str) -> tuple[str, int | None]:
    name, number = _named(line)
    if number == UNCOUNTED:
        return name, None
    if not number.isascii() or not number.isdigit() or int(number) > 100:
        raise ValidationError(f"“{line}”应写成：选项 空格 分值（0 至 100 或“不计”），如：满意 100。")
    return name, int(number)


def _named(line: str) -> tuple[str, str]:
    name, _, number = line.rpartition(" ") if " " in line else (line, "", "")
    if len(name.strip()) > LONGEST_NAME:
        raise ValidationError(f"“{name[:10]}…”太长，名称不超过 {LONGEST_NAME} 字。")
    return name.strip(), number


def choice_out(choice: tuple[str, int | None]) -> str:
    name, worth = choice
    return f"{name} {UNCOUNTED if worth is None else worth}"


class SurveyForm(forms.ModelForm):
    """`regions` to choose from for a new one. `version` is what was seen when the form was opened."""

    units = forms.ModelMultipleChoiceField(
        label="测评哪些单位", queryset=Unit.objects.none(), required=False, widget=CHECKS
    )
    party_orgs = forms.ModelMultipleChoiceField(
        label="测评哪些党组织", queryset=PartyOrg.objects.none(), required=False, widget=CHECKS
    )
    questions = LinesField(question_in, label="问题", help_text="每行一个问题，对每个测评对象都问一遍。")
    choices = LinesField(
        choice_in,
        choice_out,
        label="选项和分值",
        help_text="每行一个，如“满意 100”“不了解 不计”。不填的，用这种测评通用的选项。",
    )
    sides = LinesField(
        side_in,
        lambda side: f"{side[0]} {side[1]}",
        label="评议方和权重",
        help_text="每行一个，如“党员 25”。不填的，用这种测评通用的评议方。",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Survey
        fields = ["region", *TERMS]
        widgets = {
            "from_on": DAY,
            "until_on": DAY,
        }
        help_texts = {
            "until_on": "当天仍可作答。",
            "takes_remarks": "意见只给党建办看，不注明是谁写的。",
        }

    field_order = [
        *("region", "kind", "title", "from_on", "until_on", "questions", "choices", "sides"),
        *("takes_remarks", "units", "party_orgs", "version"),
    ]

    def __init__(self, *args: Any, within: QuerySet[Region], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enrolled = Enrolment.objects.active().filter(region__in=within).values("unit")
        offer(self, "units", Unit.objects.filter(pk__in=enrolled).order_by("name"))
        offer(self, "party_orgs", PartyOrg.objects.standing().filter(region__in=within).order_by("name"))
        if is_new:
            offer(self, "region", within, empty_label="请选择")
        else:
            del self.fields["region"]
            self.initial = {
                **self.initial,
                **parts_shown(self.instance),
                "version": self.instance.version,
            }

    def clean_questions(self) -> list[str]:
        if len(self.cleaned_data["questions"]) > MOST_QUESTIONS:
            raise ValidationError(f"最多 {MOST_QUESTIONS} 个问题，请合并或删去一些。")
        return self.cleaned_data["questions"]

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TERMS}

    @property
    def parts(self) -> Parts:
        names = ("units", "party_orgs", "questions", "sides", "choices")
        return Parts(**{name: self.cleaned_data[name] for name in names})

    def _post_clean(self) -> None:
        """The instance stays as it is on record: the action alone changes it, and checks it as it does."""


def parts_shown(survey: Survey) -> dict[str, Any]:
    subjects = list(survey.subjects.all())
    return {
        "units": [each.unit_id for each in subjects if each.unit_id],
        "party_orgs": [each.party_org_id for each in subjects if each.party_org_id],
        "questions": [each.text for each in survey.questions.all()],
        "sides": [(each.name, each.weight) for each in survey.sides.all()],
        "choices": list(zip(survey.choices, survey.points, strict=True)),
    }


class LinksForm(forms.ModelForm):
    class Meta:
        model = LinkBatch
        fields = ["side", "subjects", "size"]
        widgets = {"subjects": CHECKS}
        help_texts = {
            "subjects": "拿到链接的人对选中的每个对象各评一遍。",
            "size": "一份链接只能作答一次，发给一个人。",
        }

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "side", survey.sides.order_by("ordinal"), empty_label="请选择")
        offer(self, "subjects", survey.subjects.select_related("unit", "party_org"))


class BallotForm(forms.Form):
    """Every question about every subject, by its choices; a remark about each where the survey takes them."""

    def __init__(
        self, data: Any, *, survey: Survey, subjects: Sequence[Any], questions: Sequence[Any]
    ) -> None:
        super().__init__(data)
        self.subjects, self.asked = subjects, len(questions)
        choices = list(enumerate(survey.choices))
        for subject in subjects:
            for n, question in enumerate(questions):
                self.fields[f"s{subject.pk}_q{n}"] = forms.TypedChoiceField(
                    label=question.text,
                    choices=choices,
                    coerce=int,
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": "请选择一项。",
                        "invalid_choice": "请从列出的选项中选择一项。",
                    },
                )
            if survey.takes_remarks:
                self.fields[f"s{subject.pk}_remark"] = forms.CharField(
                    label="意见和建议",
                    max_length=LONGEST_REMARK,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text="请不要写姓名、电话。",
                )

    def sheets(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each subject with its fields."""
        return [
            (subject, [self[name] for name in self.fields if name.startswith(f"s{subject.pk}_")])
            for subject in self.subjects
        ]

    @property
    def said(self) -> dict[int, Said]:
        typed = self.cleaned_data
        return {
            each.pk: Said(
                [typed[f"s{each.pk}_q{n}"] for n in range(self.asked)], typed.get(f"s{each.pk}_remark", "")
            )
            for each in self.subjects
        }
