"""Cycles, results and objections: pages.

anonymous claimant publisher other office clerk stranger supervisor

The results are the claimant's. The office keeps 经办 and 审核 together here.
"""

from tests.access.rows import Row, get, post

ALL = "in 200 200 200 200 200 200 200"
OF_THE_OFFICE = "in 404 404 404 200 200 404 200"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
OWN_OR_OFFICE = "in 200 404 404 200 200 404 200"
WORKED = "in 404 404 404 302 302 404 403"
ASKED = "in 404 404 404 200 200 404 403"
REFUSED = "in 404 404 404 409 409 404 403"
TOLD_WORKED = "in 403 403 403 302 302 404 403"
OBJECTING = "in 200 404 404 200 200 404 403"
OBJECTED = "in 302 404 404 302 302 404 403"

COMPUTED = {"pk": "cycle_computed"}
REVIEWED = {"pk": "cycle_reviewed"}
RESULT = {"pk": "result"}

PAGES: list[Row] = [
    get("cycles", ALL),
    get("cycle", OF_THE_OFFICE, **COMPUTED),
    get("cycle", OF_THE_STREET, pk="cycle_told"),
    get("cycle_verb", ASKED, verb="compute", **COMPUTED),
    post("cycle_verb", WORKED, {"done": "1"}, verb="compute", **COMPUTED),
    post("cycle_verb", WORKED, {"said": "漏了一次"}, verb="send-back", **REVIEWED),
    post("cycle_verb", WORKED, {"done": "1"}, verb="publicise", **REVIEWED),
    post("cycle_verb", TOLD_WORKED, {"done": "1"}, verb="finalise", pk="cycle_over"),
    post("cycle_undo", "in 404 404 404 403 403 404 403", **REVIEWED),
    get("cycle_judge", ASKED, indicator_id="judged_leaf", **COMPUTED),
    post("cycle_judge", WORKED, {"common": "按检查"}, indicator_id="judged_leaf", **COMPUTED),
    get("cycle_report", OF_THE_OFFICE, **COMPUTED),
    get("results", ALL),
    get("result", OWN_OR_OFFICE, **RESULT),
    get("result_report", OWN_OR_OFFICE, **RESULT),
    get("score", OWN_OR_OFFICE, score_id="score", **RESULT),
    get("objection_new", OBJECTING, **RESULT),
    post("objection_new", OBJECTED, {"text": "少计一次", "basis": "电话"}, **RESULT),
    get("objections", ALL),
    get("objection", OWN_OR_OFFICE, pk="objection"),
    post(
        "objection",
        "in 403 404 404 302 302 404 403",
        {"decision": "dismiss", "answer": "不在本周期"},
        pk="objection",
    ),
    post("objection_withdraw", OBJECTED, pk="objection"),
    post("objection_undo", "in 403 404 404 403 403 404 403", pk="objection"),
]
