"""Sites, party organisations and teams: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.operations import listed, verb
from tests.access.rows import Row, get, post

ALL = "in 200 200 200 200 200 200 200"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
ENTERING = "in 403 403 403 200 200 200 403"
ENTERED = "in 403 403 403 302 302 200 403"
CHANGING = "in 403 403 403 200 200 404 403"
CHANGED = "in 403 403 403 302 302 404 403"
KNOWING = "in 200 403 403 200 200 404 403"

SITE = {"region": "@street", "name": "城北站", "level": "station"}
PARTY_ORG = {"region": "@street", "name": "城北支部", "level": "branch"}
TEAM = {"region": "@street", "name": "城北志愿服务队", "kind": "志愿服务"}

PAGES: list[Row] = [
    get("sites", ALL),
    get("site_tree", ALL),
    get("site", OF_THE_STREET, pk="site"),
    get("site_new", ENTERING),
    post("site_new", ENTERED, SITE),
    get("site_edit", CHANGING, pk="site"),
    post("site_edit", CHANGED, {"name": "城北中心", "level": "centre"}, pk="site"),
    get("site_close", CHANGING, pk="site"),
    post("site_close", CHANGED, {"opinion": "搬迁"}, pk="site"),
    post("site_reopen", CHANGED, pk="closed_site"),
    post("site_contact", KNOWING, pk="site"),
    get("party_orgs", ALL),
    get("party_org_tree", ALL),
    get("party_org", OF_THE_STREET, pk="party_org"),
    get("party_org_new", ENTERING),
    post("party_org_new", ENTERED, PARTY_ORG),
    get("party_org_edit", CHANGING, pk="party_org"),
    post("party_org_edit", CHANGED, {"name": "城北支部", "level": "branch"}, pk="party_org"),
    get("party_org_merge", CHANGING, pk="party_org"),
    post("party_org_merge", CHANGED, {"into": ["@committee"]}, pk="party_org"),
    get("party_org_remove", CHANGING, pk="party_org"),
    post("party_org_remove", CHANGED, {"reason": "空壳党支部"}, pk="party_org"),
    get("teams", ALL),
    get("team", OF_THE_STREET, pk="team"),
    get("team_new", ENTERING),
    post("team_new", ENTERED, TEAM),
    get("team_edit", CHANGING, pk="team"),
    post("team_edit", CHANGED, {"name": "城北志愿服务队", "kind": "应急"}, pk="team"),
    get("team_dissolve", CHANGING, pk="team"),
    post("team_dissolve", CHANGED, {"opinion": "任务完成"}, pk="team"),
    post("team_restore", CHANGED, pk="dissolved_team"),
    post("team_contact", KNOWING, pk="team"),
]

LISTED = "401 200 200 200 200 200 200 200"
CREATED = "401 403 403 403 201 201 403 403"
READ = "401 200 200 200 200 200 404 200"
WRITTEN = "401 403 403 403 200 200 404 403"

OPERATIONS: list[Row] = [
    *listed("site", "site", SITE, {"opening_hours": "每天"}, LISTED, CREATED, READ, WRITTEN),
    verb("site-close", WRITTEN, "site", {"opinion": "搬迁"}),
    verb("site-reopen", WRITTEN, "closed_site"),
    *listed("party_org", "party_org", PARTY_ORG, {"form": "临时"}, LISTED, CREATED, READ, WRITTEN),
    verb("party_org-merge", WRITTEN, "party_org", {"into": ["@committee"]}),
    verb("party_org-remove", WRITTEN, "party_org", {"reason": "空壳党支部"}),
    *listed("team", "team", TEAM, {"people": 18}, LISTED, CREATED, READ, WRITTEN),
    verb("team-dissolve", WRITTEN, "team", {"opinion": "任务完成"}),
    verb("team-restore", WRITTEN, "dissolved_team"),
]
