"""What the database holds about trees, whoever writes: one test for each rule, by its name."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import PartyOrg, Site, Team
from tests import factories as make

pytestmark = pytest.mark.django_db


def site(**fields) -> Site:
    return make.SiteFactory.build(**{"region": make.street(), "level": "station"} | fields)


def org(**fields) -> PartyOrg:
    return make.PartyOrgFactory.build(**{"region": make.street()} | fields)


def team(**fields) -> Team:
    return make.TeamFactory.build(**{"region": make.street()} | fields)


def changed(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def under_its_own_part(factory, **top):
    above = factory(**top)
    return changed(above, parent=factory(parent=above, level=top["level"]))


def elsewhere():
    """A street of another district."""
    district = make.RegionFactory(code="310117", level="district", parent=None)
    return make.RegionFactory(code="310117101", parent=district)


def with_standing_part(factory, **top):
    above = factory(**top)
    factory(parent=above)
    return above


CENTRE, COMMITTEE = {"level": "centre"}, {"level": "committee"}
BROKEN = {
    "site_no_circle": lambda: under_its_own_part(make.SiteFactory, **CENTRE),
    "site_one_district": lambda: site(parent=make.SiteFactory(region=elsewhere(), **CENTRE)),
    "site_level_in_order": lambda: site(parent=make.SiteFactory(level="point")),
    "site_under_what_stands": lambda: site(parent=make.SiteFactory(**CENTRE, state="closed")),
    "site_stays_with_region": lambda: changed(make.SiteFactory(), region=make.RegionFactory()),
    "site_name_once_per_region": lambda: site(name=make.SiteFactory(state="closed").name),
    "site_level_known": lambda: site(level="palace"),
    "site_state_known": lambda: site(state="asleep"),
    "site_closed_has_a_day": lambda: site(state="closed", closed_on=None),
    "party_org_no_circle": lambda: under_its_own_part(make.PartyOrgFactory, **COMMITTEE),
    "party_org_one_district": lambda: org(parent=make.PartyOrgFactory(region=elsewhere(), **COMMITTEE)),
    "party_org_level_in_order": lambda: org(parent=make.PartyOrgFactory(level="branch")),
    "party_org_under_what_stands": lambda: changed(
        with_standing_part(make.PartyOrgFactory, **COMMITTEE), state="merged", decided_on=timezone.localdate()
    ),
    "party_org_stays_with_region": lambda: changed(make.PartyOrgFactory(), region=make.RegionFactory()),
    "party_org_name_once_per_region": lambda: org(name=make.PartyOrgFactory().name),
    "party_org_level_known": lambda: org(level="cell"),
    "party_org_state_known": lambda: org(state="asleep"),
    "party_org_one_superior": lambda: org(parent=make.PartyOrgFactory(**COMMITTEE), superior="区委"),
    "party_org_ended_has_a_day": lambda: org(state="merged"),
    "party_org_removed_has_a_reason": lambda: org(state="removed", decided_on=timezone.localdate()),
    "party_org_ends_after_start": lambda: org(
        state="merged", established_on="2026-05-01", decided_on="2026-04-30"
    ),
    "team_name_once_per_region": lambda: team(name=make.TeamFactory().name),
    "team_state_known": lambda: team(state="asleep"),
    "team_dissolved_has_a_day": lambda: team(state="dissolved", dissolved_on=None),
    "team_ends_after_start": lambda: team(state="dissolved", dissolved_on="2024-03-04"),
}
"""By the constraint's name, a row that breaks it."""

OF_THE_TRIGGER = ("no_circle", "one_district", "level_in_order", "under_what_stands", "stays_with_region")


def test_every_constraint_is_here() -> None:
    declared = {each.name for model in (Site, PartyOrg, Team) for each in model._meta.constraints}
    held = {f"{tree}_{rule}" for tree in ("site", "party_org") for rule in OF_THE_TRIGGER}
    assert declared | held == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    row = BROKEN[name]()
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        row.save()


def test_the_trigger_writes_the_path() -> None:
    centre = make.SiteFactory(level="centre")
    station = make.SiteFactory(parent=centre)
    assert (centre.path, station.path) == ([centre.pk], [centre.pk, station.pk])


def test_what_stands_under_a_node_goes_along_when_it_moves() -> None:
    old, new = make.SiteFactory.create_batch(2, level="centre")
    station = make.SiteFactory(parent=old)
    point = make.SiteFactory(parent=station, level="point")
    Site.objects.filter(pk=station.pk).update(parent=new)
    point.refresh_from_db()
    assert point.path == [new.pk, station.pk, point.pk]


def test_a_path_written_by_hand_is_put_right() -> None:
    station = make.SiteFactory(parent=make.SiteFactory(level="centre"))
    Site.objects.filter(pk=station.pk).update(path=[7])
    station.refresh_from_db()
    assert station.path == [station.parent_id, station.pk]


def test_a_level_is_not_raised_above_what_stands_over_it() -> None:
    branch = make.PartyOrgFactory(parent=make.PartyOrgFactory(level="general_branch"))
    make.PartyOrgFactory(parent=branch, level="group")
    for level in ("general_branch", "group"):
        branch.level = level
        with pytest.raises(IntegrityError, match="party_org_level_in_order"), transaction.atomic():
            branch.save()
