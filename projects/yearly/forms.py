"""What is asked before a year's lists are taken over."""

from typing import Any

from django import forms

from projects.listings.models import ListKind
from projects.yearly.carried import still_to_carry

MOST_NAMED = 300
"""So many entries of a list are named to be left out; a longer list is taken over and cleared up after."""


class CarryForm(forms.Form):
    """Which lists; entries ticked below are left out."""

    lists = forms.MultipleChoiceField(
        label="沿用哪些清单", choices=ListKind.choices, widget=forms.CheckboxSelectMultiple
    )
    leave_out = forms.MultipleChoiceField(
        label="不沿用的（勾选后留在上一年度）", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, region: Any, from_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {kind: still_to_carry(kind, region, from_year) for kind in ListKind}
        self.waiting = {kind: rows.count() for kind, rows in there.items()}
        self.fields["lists"].choices = [  # type: ignore[attr-defined]
            (kind.value, f"{kind.label}清单（{many} 条）") for kind, many in self.waiting.items() if many
        ]
        self.fields["lists"].initial = [kind.value for kind, many in self.waiting.items() if many]
        self.fields["leave_out"].choices = [  # type: ignore[attr-defined]
            (f"{kind}:{row.pk}", f"{row.number} {row.title}（{row.unit.name}）")
            for kind, rows in there.items()
            for row in rows.select_related("unit")[:MOST_NAMED]
        ]

    @property
    def kinds(self) -> list[ListKind]:
        return [ListKind(name) for name in self.cleaned_data["lists"]]

    @property
    def left_out(self) -> list[tuple[ListKind, int]]:
        pairs = (value.split(":") for value in self.cleaned_data["leave_out"])
        return [(ListKind(kind), int(pk)) for kind, pk in pairs]
