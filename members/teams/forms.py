"""What an office types about teams."""

from typing import Any

from django.db.models import Q

from members.formpages import offer
from members.party.models import PartyOrg
from members.suggesting import suggest
from members.teams.actions import FIELDS
from members.teams.models import Team
from members.trees.forms import KeptForm
from members.units.forms import checked_phone, day_field

WORDS = ("志愿服务", "应急", "文体", "宣讲", "专家")


class TeamForm(KeptForm):
    KEPT = FIELDS
    founded_on = day_field("成立日期")

    class Meta:
        model = Team
        fields = ["region", *FIELDS]
        help_texts = {
            "kind": "可以从常用的里面选，也可以自己写。",
            "people": "只记人数，不登记队员姓名。",
            "abilities": "如：水电维修、法律咨询、冲锋舟驾驶。",
            "contact_phone": "别人看到的是隐去中间几位的号码。",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        seen = PartyOrg.objects.visible_to(user).standing()
        kept = PartyOrg.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk=self.instance.party_org_id))
        offer(self, "party_org", kept.defer("grams").in_order(), empty_label="没有")
        suggest(self, "kind", WORDS, Team.objects.visible_to(user))

    def clean_contact_phone(self) -> str:
        return checked_phone(self.cleaned_data["contact_phone"])
