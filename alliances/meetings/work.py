"""The form in which a meeting or work on a resolution becomes a record."""

from typing import Any

from alliances.meetings.forms import basis_field
from alliances.records.closing import late_help
from alliances.records.fields import FilesField
from alliances.records.forms import WorkForm
from members.places.models import Region


class HappenedForm(WorkForm):
    evidence = FilesField(
        label="佐证",
        required=False,
        help_text="照片或文件，可多选，以后也可补充。改正其他内容时须重新选择。",
    )
    basis = basis_field()

    def __init__(self, *args: Any, region: Region, asks_basis: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].help_text = late_help(region)
        if not asks_basis:
            del self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        if not self.units:
            self.add_error(None, "请至少勾选一家参与单位。")
        return self.cleaned_data

    @property
    def units(self) -> Any:
        """As far as they can be read: a weight that is no number is an error of its own."""
        said = self.cleaned_data
        return {
            unit: said.get(f"weight_{unit.pk}") or 1
            for unit in self.candidates
            if said.get(f"took_{unit.pk}")
        }
