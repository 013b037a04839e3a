"""The words that go with a decision."""

from typing import Any, Protocol, cast

from django import forms

from members.behalf import BASES


class ReasonForm(forms.Form):
    """A reason: one of the usual phrases, words of one's own, or both."""

    phrase = forms.ChoiceField(label="常用意见", required=False, widget=forms.RadioSelect)
    opinion = forms.CharField(
        label="意见", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def reason(self) -> str:
        said = (self.cleaned_data.get("phrase", ""), self.cleaned_data.get("opinion", "").strip())
        return "；".join(part for part in said if part)

    def offer_phrases(self, phrases: tuple[str, ...]) -> None:
        """Without any there is nothing to pick from, and no field."""
        if phrases:
            cast(forms.ChoiceField, self.fields["phrase"]).choices = [(each, each) for each in phrases]
        else:
            del self.fields["phrase"]


class Asking(Protocol):
    """A verb as the form sees it: whether one must say why, and what is usually said."""

    @property
    def reason(self) -> bool: ...
    @property
    def phrases(self) -> tuple[str, ...]: ...


class DecisionForm(ReasonForm):
    """What a verb asks for: a reason, and of staff who act for a unit the basis."""

    basis = forms.ChoiceField(label="代办依据", choices=BASES)

    def __init__(self, *args: Any, verb: Asking, asks_basis: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verb = verb
        self.offer_phrases(verb.phrases)
        if not asks_basis:
            del self.fields["basis"]

    def clean(self) -> dict[str, Any]:
        if self.verb.reason and not self.reason:
            self.add_error("opinion", "请选一条常用意见，或写明原因，对方会看到这句话。")
        return self.cleaned_data

    @property
    def words(self) -> dict[str, str]:
        """What the verb's action is called with."""
        basis = {"basis": self.cleaned_data["basis"]} if "basis" in self.fields else {}
        return basis | ({"opinion": self.reason} if "opinion" in self.fields else {})
