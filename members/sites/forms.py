"""What an office types about sites."""

from typing import Any

from members.sites.actions import FIELDS
from members.sites.models import Site
from members.suggesting import suggest
from members.trees.forms import KeptForm, offer_parents
from members.units.forms import checked_phone

WORDS = ("党群服务中心", "党群服务站", "党群服务点", "红色驿站", "邻里中心")


class SiteForm(KeptForm):
    KEPT = FIELDS

    class Meta:
        model = Site
        fields = [
            *("region", "name", "level", "kind", "parent", "place", "unit", "address", "opening_hours"),
            *("contact_name", "contact_phone", "shared"),
        ]
        help_texts = {
            "kind": "本地的叫法，如“红色驿站”。可以从常用的里面选，也可以自己写；不填就按层级称呼。",
            "parent": "站的上级一般是中心，点的上级一般是站。",
            "opening_hours": "如：每天 8:30—17:30，节假日除外。",
            "contact_phone": "别人看到的是隐去中间几位的号码。",
            "shared": "场地可以由成员单位借用的，请选中。",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        sites = Site.objects.visible_to(user)
        offer_parents(self, sites)
        suggest(self, "kind", WORDS, sites)

    def clean_contact_phone(self) -> str:
        return checked_phone(self.cleaned_data["contact_phone"])
