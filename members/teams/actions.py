"""Keeping teams: enter, change, dissolve, bring back."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.party.models import PartyOrg
from members.people.looking import look_at
from members.places.models import Region
from members.seeing import refuse_unseen
from members.teams.models import Team
from members.teams.states import TEAM_MACHINE
from members.units.choosing import refuse_odd_unit
from portal.permits import demand
from portal.refusals import Refusal
from portal.workflow.machine import Acting

FIELDS = (
    *("name", "kind", "place", "unit", "party_org", "people", "abilities"),
    *("contact_name", "contact_phone", "founded_on"),
)


def enter_team(team: Team, *, by: Any) -> Team:
    """Keep a new team. Refusals: name_taken, place_elsewhere, unit_gone, unit_elsewhere, org_ended."""
    demand(by, "teams.change", team)
    with transaction.atomic():
        hold_names(team.region)
        refuse_odd_unit(team.unit, team.region, by=by)
        refuse_odd_party_org(team.party_org, by)
        check(team)
        team.save()
        TEAM_MACHINE.begin(team, "登记", Acting(by))
    return team


def change_team(team: Team, *, by: Any, **fields: Any) -> Team:
    """The facts of a team. Refusals: dissolved, and those of entering."""
    with transaction.atomic():
        hold_names(team.region)
        team = locked(team)
        demand(by, "teams.change", team)
        if team.state != "active":
            raise Refusal("dissolved", f"{team}已解散，不能修改。如需修改，请先恢复。")
        refuse_odd_unit(fields.get("unit"), team.region, by=by, kept=team.unit_id)
        if (org := fields.get("party_org")) and org.pk != team.party_org_id:
            refuse_odd_party_org(org, by)
        changed = {name: fields[name] for name in FIELDS if name in fields}
        for name, value in changed.items():
            setattr(team, name, value)
        check(team)
        team.version += 1
        team.save(update_fields=["version", *changed])
    return team


def dissolve_team(team: Team, *, by: Any, on: dt.date | None = None, opinion: str = "") -> Team:
    """解散 on a day, today unless told. Refusals: too_early, before_start, wrong_state."""
    day = on or timezone.localdate()
    with transaction.atomic():
        team = locked(team)
        demand(by, "teams.change", team)
        if day > timezone.localdate():
            raise Refusal("too_early", "解散日期不能晚于今天。到了那一天再办理。")
        if team.founded_on and day < team.founded_on:
            raise Refusal("before_start", f"解散日期不能早于成立日期 {team.founded_on}，请核对。")
        TEAM_MACHINE.take(team, "dissolve", Acting(by, opinion=opinion), dissolved_on=day)
    return team


def restore_team(team: Team, *, by: Any, opinion: str = "") -> Team:
    """恢复. Refusals: name_taken, wrong_state."""
    with transaction.atomic():
        hold_names(team.region)
        team = locked(team)
        demand(by, "teams.change", team)
        check(team)
        TEAM_MACHINE.take(team, "restore", Acting(by, opinion=opinion), dissolved_on=None)
    return team


def reveal_contact(team: Team, *, by: Any) -> str:
    """The full number. Each look is written down, before it is given."""
    demand(by, "teams.see_contact", team, sentence="只有所属单位和所在街道（镇）工作人员可以查看联系方式。")
    return look_at(team, "contact_phone", by=by)


def hold_names(region: Region) -> None:
    """Whoever names a team of the region waits here for whoever does already."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def locked(team: Team) -> Team:
    rows = Team.objects.select_related("region").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=team.pk)


def refuse_odd_party_org(org: PartyOrg | None, by: Any) -> None:
    refuse_unseen(org, by)
    if org is not None and not org.stands:
        raise Refusal("org_ended", f"{org}已{org.get_state_display()}，请另选一个党组织。")


def check(team: Team) -> None:
    if team.place is not None and not team.place.code.startswith(team.region.code):
        raise Refusal("place_elsewhere", f"{team.place}不在{team.region}范围内，请重新选择所在村居。")
    same = Team.objects.standing().filter(region=team.region, name=team.name)
    if same.exclude(pk=team.pk).exists():
        raise Refusal("name_taken", f"{team.region}已有名为“{team.name}”的队伍，请换一个名称。")
