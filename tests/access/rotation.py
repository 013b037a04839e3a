"""Rotations, their order, duties, swaps and feeds: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.operations import verb
from tests.access.rows import Row, api, get, post

ALL = "in 200 200 200 200 200 200 200"
OF_THE_STREET = "in 200 200 200 200 200 404 200"
CHANGING = "in 403 403 403 200 200 404 403"
CHANGED = "in 403 403 403 302 302 404 403"
HOLDING = "in 200 403 403 200 200 404 403"
HELD = "in 302 403 403 302 302 404 403"
OF_THE_SWAP = "in 200 404 200 200 200 404 200"

TERMS = {"name": "承办单位", "anchor": "2026-01-01", "cadence_months": 1, "slots": 1, "publish_ahead": 12}
WHY = {"reason": "单位搬迁"}
SPAN = {"from_on": "2031-01-01", "until_on": "2031-01-31"}
BASIS = {"basis": "电话"}
SWAP = {"reason": "年终决算", "basis": "电话"}

PAGES: list[Row] = [
    get("rotations", ALL),
    get("rotation_new", "in 403 403 403 200 200 200 403"),
    post("rotation_new", "in 403 403 403 302 302 200 403", TERMS | {"alliance": "@alliance"}),
    get("rotation", OF_THE_STREET, pk="rotation"),
    get("rotation_edit", CHANGING, pk="empty_rotation"),
    post("rotation_edit", CHANGED, TERMS | {"version": 1}, pk="empty_rotation"),
    get("rotation_order", CHANGING, pk="rotation"),
    post("rotation_order", CHANGED, {"place_@member": "1"}, pk="rotation"),
    post("rotation_publish", CHANGED, pk="rotation"),
    get("rotation_end", CHANGING, pk="rotation"),
    post("rotation_end", CHANGED, WHY, pk="rotation"),
    get("seat_new", CHANGING, pk="rotation"),
    post("seat_new", CHANGED, {"unit": "@member"}, pk="rotation"),
    get("seat_leave", CHANGING, pk="seat"),
    post("seat_leave", CHANGED, WHY | {"until_on": "2030-01-01"}, pk="seat"),
    get("seat_exempt", CHANGING, pk="seat"),
    post("seat_exempt", CHANGED, WHY | SPAN, pk="seat"),
    post("exemption_cancel", CHANGED, pk="exemption"),
    get("duties", ALL),
    get("duty", OF_THE_STREET, pk="duty"),
    get("duty_edit", HOLDING, pk="duty"),
    post("duty_edit", HELD, {"theme": "义诊", **BASIS}, pk="duty"),
    get("duty_handover", HOLDING, pk="duty"),
    post("duty_handover", HELD, {"note": "设备在一楼", **BASIS}, pk="duty"),
    post("duty_receive", HELD, BASIS, pk="handed_duty"),
    get("duty_override", CHANGING, pk="duty"),
    post("duty_override", CHANGED, WHY | {"unit": "@member"}, pk="duty"),
    get("duty_swap", HOLDING, pk="coming_duty"),
    post("duty_swap", "in 302 403 403 302 302 404 403", SWAP, pk="coming_duty", query="?with=@later_duty"),
    get("swaps", ALL),
    get("swap", OF_THE_SWAP, pk="asked_swap"),
    post("swap_verb", "in 302 404 403 302 302 404 403", BASIS, pk="asked_swap", verb="accept"),
    post("swap_verb", "in 302 404 403 302 302 404 403", BASIS, pk="asked_swap", verb="decline"),
    post("swap_verb", "in 302 404 403 302 302 404 403", BASIS, pk="own_swap", verb="withdraw"),
    post("swap_verb", "in 409 404 409 409 409 404 409", {}, pk="asked_swap", verb="undo"),
    get("feeds", ALL),
    post("feeds", "in 200 200 200 200 200 404 200", {"calendar": "rotation-@rotation"}),
    post("feed_revoke", "in 302 404 404 404 404 404 404", pk="feed"),
    get("feed", "404 404 404 404 404 404 404 404", token="unknown"),
]

SEEN = "401 200 200 200 200 200 404 200"
LISTED = "401 200 200 200 200 200 200 200"
DONE = "401 403 403 403 200 200 404 403"
BY_HOLDER = "401 200 403 403 200 200 404 403"
MADE = "401 403 403 403 201 201 400 403"

OPERATIONS: list[Row] = [
    api("GET", "rotation-list", LISTED),
    api("POST", "rotation-list", MADE, TERMS | {"alliance": "@alliance"}),
    api("GET", "rotation-detail", SEEN, pk="rotation"),
    api("PATCH", "rotation-detail", DONE, {"rules": "按月"}, pk="rotation"),
    api("GET", "rotation-preview", SEEN, pk="rotation"),
    verb("rotation-publish", DONE, "rotation"),
    verb("rotation-end", DONE, "rotation", WHY),
    api("GET", "seat-list", LISTED),
    api("POST", "seat-list", MADE, {"rotation": "@rotation", "unit": "@member"}),
    api("GET", "seat-detail", SEEN, pk="seat"),
    verb("seat-close", DONE, "seat", WHY),
    api("GET", "exemption-list", LISTED),
    api("POST", "exemption-list", MADE, {"seat": "@seat", **SPAN, **WHY}),
    api("GET", "exemption-detail", SEEN, pk="exemption"),
    verb("exemption-cancel", DONE, "exemption"),
    api("GET", "duty-list", LISTED),
    api("GET", "duty-detail", SEEN, pk="duty"),
    api("PATCH", "duty-detail", BY_HOLDER, {"theme": "义诊", **BASIS}, pk="duty"),
    verb("duty-override", DONE, "duty", WHY | {"unit": "@member"}),
    verb("duty-handover", BY_HOLDER, "duty", {"note": "设备在一楼", **BASIS}),
    verb("duty-receive", BY_HOLDER, "handed_duty", BASIS),
    api("GET", "swap-list", LISTED),
    api(
        "POST",
        "swap-list",
        "401 201 403 403 201 201 400 403",
        {"duty_a": "@coming_duty", "duty_b": "@later_duty", **BASIS},
    ),
    api("GET", "swap-detail", "401 200 404 200 200 200 404 200", pk="asked_swap"),
    verb("swap-accept", "401 200 404 403 200 200 404 403", "asked_swap", BASIS),
    verb("swap-undo", "401 409 404 409 409 409 404 409", "asked_swap"),
    verb("swap-decline", "401 200 404 403 200 200 404 403", "asked_swap", BASIS),
    verb("swap-withdraw", "401 200 404 403 200 200 404 403", "own_swap", BASIS),
]
