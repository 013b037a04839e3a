"""Schemes of assessment: pages.

anonymous claimant publisher other office clerk stranger supervisor

The drafted scheme and the adopted one are for party organisations; the targets are those of the claimant's
party organisation, whose liaison does not sign for it.
"""

from tests.access.rows import Row, get, post

ALL = "in 200 200 200 200 200 200 200"
DRAFTING = "in 403 403 403 200 200 200 403"
DRAFTED = "in 403 403 403 302 302 200 403"
OF_THE_OFFICE = "in 404 404 404 200 200 404 200"
"""Drafts: the office and who oversees it."""
CHANGING = "in 404 404 404 200 200 404 403"
CHANGED = "in 404 404 404 302 302 404 403"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
FOLLOWING = "in 403 403 403 200 200 404 403"
FOLLOWED = "in 403 403 403 302 302 404 403"

SCHEME = {
    "name": "星级考核",
    "year": 2026,
    "purpose": "appraisal",
    "cadence": "half",
    "full_marks": 100,
    "ordinary_percent": 0,
    "objection_days": 5,
    "publicise_days": 0,
}
LEAF = {
    "name": "参加活动",
    "full_marks": 100,
    "floor": 0,
    "source": "metric",
    "metric": "records",
    "rule": "each",
    "per_item": 2,
}
DRAFT = {"pk": "scheme"}
LIVE = {"pk": "adopted_scheme"}
INDICATOR = {"part": "indicator", "part_id": "indicator_id"}
TARGET = {"indicator_id": "adopted_indicator", "whom": "party-org", "whom_id": "assessed_org"}

PAGES: list[Row] = [
    get("assessment", "in 302 302 302 302 302 302 302"),
    get("schemes", ALL),
    get("scheme_new", DRAFTING),
    get("scheme_draft", DRAFTING, pattern="blank"),
    post("scheme_draft", DRAFTED, SCHEME | {"region": "@street"}, pattern="blank"),
    get("scheme", OF_THE_OFFICE, **DRAFT),
    get("scheme", OF_THE_STREET, **LIVE),
    get("scheme_change", CHANGING, **DRAFT),
    post("scheme_change", CHANGED, SCHEME, **DRAFT),
    post("scheme_verb", CHANGED, verb="adopt", **DRAFT),
    post("scheme_verb", FOLLOWED, verb="retire", **LIVE),
    post("scheme_discard", CHANGED, **DRAFT),
    post("scheme_undo", "in 403 403 403 403 403 404 403", **LIVE),
    get("scheme_next", FOLLOWING, **LIVE),
    post("scheme_next", FOLLOWED, {"year": 2027}, **LIVE),
    get("scheme_trial", OF_THE_OFFICE, **DRAFT),
    get("part_new", CHANGING, part="group", **DRAFT),
    post("part_new", CHANGED, {"name": "活动", "full_marks": 10}, part="group", **DRAFT),
    get("part_change", CHANGING, **INDICATOR, **DRAFT),
    post("part_change", CHANGED, LEAF, **INDICATOR, **DRAFT),
    post("indicator_move", CHANGED, part_id="indicator_id", way="up", **DRAFT),
    post("part_remove", CHANGED, **INDICATOR, **DRAFT),
    get("scheme_targets", OF_THE_STREET, **LIVE),
    get("scheme_target", FOLLOWING, **TARGET, **LIVE),
    post("scheme_target", FOLLOWED, {"quantity": 5, "do": "propose"}, **TARGET, **LIVE),
    post("scheme_target_remove", FOLLOWED, target_id="assessed_target", **LIVE),
]
