"""The form in which a visit or a joint activity of a pair becomes a record."""

from typing import Any

from django import forms

from alliances.pairing.models import Commitment, Pairing
from alliances.records.closing import late_help
from alliances.records.fields import FilesField
from alliances.records.forms import WorkForm
from alliances.records.models import Record
from members.behalf import BASES
from members.formpages import offer
from members.units.models import Unit


class VisitForm(WorkForm):
    """Both sides may have taken part; what was promised and is served by it can be ticked."""

    commitments = forms.ModelMultipleChoiceField(
        Commitment.objects.none(),
        label="归入哪些共建事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选的按数字自动归入；同一计量有几项的，请选。",
    )
    evidence = FilesField(
        label="佐证",
        required=False,
        help_text="照片或文件，可多选，可不传，以后也可补充。改正其他内容时须重新选择。",
    )
    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(self, *args: Any, pairing: Pairing, asks_basis: bool, **kwargs: Any) -> None:
        units = [unit for unit in (pairing.partner, pairing.host) if unit is not None]
        super().__init__(
            *args,
            candidates=units,
            taken={units[0].pk: 1},
            hoods=Unit.objects.neighbourhoods().filter(pk__in=[unit.pk for unit in units]).order_by("name"),
            **kwargs,
        )
        if pairing.host.neighbourhood_id is not None:
            self.initial.setdefault("neighbourhoods", [pairing.host_id])
        self.fields["occurred_on"].help_text = late_help(pairing.programme.region)
        offer(self, "commitments", pairing.commitments.all())
        if not asks_basis:
            del self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(f"took_{unit.pk}") for unit in self.candidates):
            self.add_error(None, "请至少勾选一家参与单位。")
        return self.cleaned_data


class LinkForm(forms.Form):
    """归入: which record, and which commitments it serves."""

    record = forms.ModelChoiceField(label="纪实", queryset=Record.objects.none(), empty_label="请选择")
    commitments = forms.ModelMultipleChoiceField(
        Commitment.objects.none(),
        label="归入哪些共建事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选了的只计入所选各项；一项都不选的，按数字自动归入。",
    )

    def __init__(self, *args: Any, pairing: Pairing, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Record.objects.visible_to(user).counted()
        within = seen.filter(occurred_on__range=(pairing.from_on, pairing.last_on))
        offer(self, "record", within.order_by("-occurred_on", "-pk"))
        offer(self, "commitments", pairing.commitments.all())
