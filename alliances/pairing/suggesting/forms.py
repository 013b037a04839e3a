"""The weights, tried out and saved, and which pairs were chosen."""

from collections.abc import Mapping
from typing import Any

from django import forms

from alliances.pairing.models import Programme
from alliances.pairing.models.programmes import LARGEST_WEIGHT, WEIGHTS
from alliances.pairing.suggesting.scoring import Weights
from members.units.models import Unit
from portal.ids import id_in
from portal.refusals import Refusal


class WeightField(forms.IntegerField):
    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(label=label, help_text=help_text, min_value=0, max_value=LARGEST_WEIGHT)


class WeightsForm(forms.Form):
    """四项权重 of a round, 0 to 100 each. What is not sent is as the round has it saved."""

    weight_distance = WeightField("距离", "离得越近分越高，10 公里以外不得分")
    weight_needs = WeightField("供需", "按单位能满足村居几项需求得分")
    weight_load = WeightField("均衡", "双方现有的结对越少分越高")
    weight_history = WeightField("延续", "以前结对过的得满分")

    def __init__(self, sent: Mapping[str, Any], *, programme: Programme) -> None:
        saved = {name: getattr(programme, name) for name in WEIGHTS}
        super().__init__(saved | {name: sent[name] for name in WEIGHTS if name in sent})

    @property
    def weights(self) -> Weights:
        return Weights(*(self.cleaned_data[name] for name in WEIGHTS))


def pairs_in(keys: list[str], user: Any) -> list[tuple[Unit, Unit]]:
    """Hosts with their partners, named as "host-partner". Two queries at most; raises Refusal `odd_pair`."""
    return pairs_of([_ids_in(key) for key in dict.fromkeys(keys)], user)


def pairs_of(ids: list[tuple[int, int]], user: Any) -> list[tuple[Unit, Unit]]:
    """The units with these ids. Raises Refusal `odd_pair` for one that this person does not see."""
    asked = {unit for pair in ids for unit in pair}
    units = Unit.objects.visible_to(user).select_related("kind").in_bulk(asked)
    if asked - units.keys():
        raise Refusal("odd_pair", "所选的单位中有查不到的，请重新打开本页再选。")
    return [(units[host], units[partner]) for host, partner in ids]


def _ids_in(key: str) -> tuple[int, int]:
    host, _, partner = key.partition("-")
    return id_in(host), id_in(partner)
