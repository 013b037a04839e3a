"""Schemes, cycles, results, scores and objections over HTTP.

anonymous claimant publisher other office clerk stranger supervisor

The results are the claimant's. The office keeps 经办 and 审核 together here.
"""

from tests.access.operations import listed, verb
from tests.access.rows import Row, api

LISTED = "401 200 200 200 200 200 200 200"
OF_THE_OFFICE = "401 404 404 404 200 200 404 200"
OF_THE_STREET = "401 200 200 200 200 200 404 200"
OWN_OR_OFFICE = "401 200 404 404 200 200 404 200"
WORKED = "401 404 404 404 200 200 404 403"
TOLD_WORKED = "401 403 403 403 200 200 404 403"
FOLLOWED = "401 403 403 403 201 201 404 403"
NOTHING_TO_UNDO = "401 404 404 404 403 403 404 403"

SCHEME = {"pattern": "five-stars", "region": "@street", "year": 2026}
JUDGED = {"indicator": "@judged_leaf", "unit": "@unit", "value": "8", "reason": "现场查看"}
OBJECTED = {"result": "@result", "text": "少计一次", "basis": "电话"}
ANSWERED = {"decision": "dismiss", "answer": "不在本周期"}

OPERATIONS: list[Row] = [
    *listed(
        "scheme",
        "scheme",
        SCHEME,
        {"year": 2027},
        LISTED,
        "401 403 403 403 201 201 403 403",
        OF_THE_OFFICE,
        WORKED,
    ),
    verb("scheme-adopt", WORKED, "scheme"),
    verb("scheme-retire", TOLD_WORKED, "adopted_scheme"),
    verb("scheme-undo", "401 403 403 403 403 403 404 403", "adopted_scheme"),
    verb("scheme-next-edition", FOLLOWED, "adopted_scheme", {"year": 2027}),
    api("GET", "cycle-list", LISTED),
    api("GET", "cycle-detail", OF_THE_STREET, pk="cycle_told"),
    api("GET", "cycle-detail", OF_THE_OFFICE, pk="cycle_computed"),
    verb("cycle-compute", WORKED, "cycle_computed"),
    verb("cycle-review", "401 404 404 404 409 409 404 403", "cycle_computed"),
    verb("cycle-send-back", WORKED, "cycle_reviewed", {"reason": "漏了一次"}),
    verb("cycle-publicise", WORKED, "cycle_reviewed"),
    verb("cycle-finalise", TOLD_WORKED, "cycle_over"),
    verb("cycle-undo", NOTHING_TO_UNDO, "cycle_reviewed"),
    api("GET", "cycle_judgements", OF_THE_OFFICE, pk="cycle_computed"),
    api("GET", "cycle_judgements", "401 403 403 403 200 200 404 200", pk="cycle_told"),
    api("POST", "cycle_judgements", "401 404 404 404 201 201 404 403", JUDGED, pk="cycle_computed"),
    api("GET", "result-list", LISTED),
    api("GET", "result-detail", OWN_OR_OFFICE, pk="result"),
    api("GET", "score-list", LISTED),
    api("GET", "score-detail", OWN_OR_OFFICE, pk="score"),
    api("GET", "score-evidence", OWN_OR_OFFICE, pk="score"),
    api("GET", "objection-list", LISTED),
    api("POST", "objection-list", "401 201 400 400 201 201 400 403", OBJECTED),
    api("GET", "objection-detail", OWN_OR_OFFICE, pk="objection"),
    verb("objection-withdraw", "401 200 404 404 200 200 404 403", "objection"),
    verb("objection-answer", "401 403 404 404 200 200 404 403", "objection", ANSWERED),
    verb("objection-undo", "401 403 404 404 403 403 404 403", "objection"),
]
