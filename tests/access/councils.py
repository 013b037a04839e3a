"""Alliances and their members: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.operations import listed, verb
from tests.access.rows import Row, api, get, post

ALL = "in 200 200 200 200 200 200 200"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
CHANGING = "in 403 403 403 200 200 404 403"
CHANGED = "in 403 403 403 302 302 404 403"

ALLIANCE = {"name": "经贸专委会", "kind": "committee", "notice_days": 7, "sort": 10}
LEAVING = {"left_by": "单位来函"}
SITTING = {"unit": "@unit", "name": "王云", "title": "兼职委员", "from_on": "2026-01-01"}

PAGES: list[Row] = [
    get("alliances", ALL),
    get("alliance_new", "in 403 403 403 200 200 200 403"),
    post("alliance_new", "in 403 403 403 302 302 200 403", ALLIANCE | {"region": "@street"}),
    get("alliance", OF_THE_STREET, pk="alliance"),
    get("alliance_edit", CHANGING, pk="alliance"),
    post("alliance_edit", CHANGED, ALLIANCE, pk="alliance"),
    post("alliance_dissolve", CHANGED, {"opinion": "决定"}, pk="alliance"),
    post("alliance_restore", CHANGED, pk="dissolved_alliance"),
    get("alliance_members", OF_THE_STREET, pk="alliance"),
    get("member_join", CHANGING, pk="alliance"),
    post("member_join", CHANGED, {"units": ["@unit"], "role": "member"}, pk="empty_alliance"),
    get("sitting_new", CHANGING, pk="alliance"),
    post("sitting_new", CHANGED, SITTING, pk="alliance"),
    get("sitting_edit", CHANGING, pk="alliance", member_id="sitting"),
    post("sitting_edit", CHANGED, SITTING, pk="alliance", member_id="sitting"),
    get("member_role", CHANGING, membership_id="membership"),
    post("member_role", CHANGED, {"role": "chair"}, membership_id="membership"),
    get("member_leave", CHANGING, membership_id="membership"),
    post("member_leave", CHANGED, LEAVING, membership_id="membership"),
    get("member_correct", CHANGING, membership_id="membership"),
    post("member_correct", CHANGED, {"role": "vice", "from_on": "2020-01-01"}, membership_id="membership"),
]

LISTED = "401 200 200 200 200 200 200 200"
CREATED = "401 403 403 403 201 201 403 403"
READ = "401 200 200 200 200 200 404 200"
WRITTEN = "401 403 403 403 200 200 404 403"

OPERATIONS: list[Row] = [
    *listed(
        "alliance",
        "alliance",
        {"region": "@street", "name": "经贸专委会", "kind": "committee"},
        {"brand": "心联鑫"},
        LISTED,
        CREATED,
        READ,
        WRITTEN,
    ),
    api("GET", "alliance-tree", READ, pk="alliance"),
    verb("alliance-dissolve", WRITTEN, "alliance", {"opinion": "决定"}),
    verb("alliance-restore", WRITTEN, "dissolved_alliance"),
    *listed(
        "membership",
        "membership",
        {"alliance": "@empty_alliance", "unit": "@unit"},
        {"joined_by": "第一次会议"},
        LISTED,
        "401 403 403 403 201 201 400 403",
        READ,
        WRITTEN,
    ),
    verb("membership-role", WRITTEN, "membership", {"role": "chair"}),
    verb("membership-leave", WRITTEN, "membership", LEAVING),
]
