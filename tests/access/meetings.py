"""Meetings, agenda items and resolutions: pages and operations.

anonymous claimant publisher other office clerk stranger supervisor
"""

from tests.access.councils import ALL, CHANGED, CHANGING, LISTED, OF_THE_STREET, READ, WRITTEN
from tests.access.operations import listed, verb
from tests.access.rows import Row, get, post

DRAFT = "in 404 404 404 200 200 404 403"
DRAFTED = "in 404 404 404 302 302 404 403"
UNITS_OWN = "in 200 403 403 200 200 404 403"
UNIT_ACTS = "in 302 403 403 302 302 404 403"
PROPOSED = "in 302 404 404 302 302 404 302"
NOBODYS = "in 403 403 403 403 403 404 403"

MEETING = {"kind": "council", "title": "理事会", "starts_at": "2099-01-05T14:00", "place": "三楼"}
RECEIPT = {"answer": "attend", "basis": "电话"}
ITEM = {"unit": "@unit", "title": "商量助学", "sort": 10, "basis": "电话"}
MINUTES = {"text": "会议商定三件事。", "reason": "漏记", "based_on": 1}
WORK = {"occurred_on": "@today", "summary": "一起装灯", "took_@unit": "on", "basis": "电话"}
RESOLUTION = {"kind": "resolution", "unit": "@unit", "text": "捐赠灯具", "due_on": "2099-01-01"}
REPORT = {"report": "已装 32 盏", "basis": "电话"}

MEETINGS: list[Row] = [
    get("meetings", ALL),
    get("meeting_new", "in 200 403 200 200 200 200 403"),  # claimant and other hold duties
    post("meeting_new", "in 403 403 403 302 302 200 403", MEETING | {"alliance": "@alliance"}),
    get("meeting", OF_THE_STREET, pk="called_meeting"),
    get("meeting", "in 404 404 404 200 200 404 200", pk="draft_meeting"),
    get("meeting_edit", DRAFT, pk="draft_meeting"),
    post("meeting_edit", DRAFTED, MEETING | {"version": 1}, pk="draft_meeting"),
    get("meeting_units", DRAFT, pk="draft_meeting"),
    post("meeting_units", DRAFTED, {"units": ["@unit"]}, pk="draft_meeting"),
    get("meeting_verb", DRAFT, pk="draft_meeting", verb="call"),
    post("meeting_verb", DRAFTED, {"opinion": "急"}, pk="draft_meeting", verb="call"),
    post("meeting_verb", CHANGED, pk="todays_meeting", verb="hold"),
    post("meeting_verb", CHANGED, {"opinion": "台风"}, pk="called_meeting", verb="cancel"),
    post("meeting_undo", NOBODYS, pk="called_meeting"),
    get("meeting_text", CHANGING, pk="called_meeting"),
    get("meeting_receipt", UNITS_OWN, pk="called_meeting", unit_id="unit"),
    post("meeting_receipt", UNIT_ACTS, RECEIPT, pk="called_meeting", unit_id="unit"),
    get("meeting_receipts", "in 403 403 403 200 200 404 200", pk="called_meeting"),
    get("meeting_code", CHANGING, pk="todays_meeting"),
    get("meeting_arrive", OF_THE_STREET, token="arrival_code"),
    post("meeting_arrive", "in 302 403 403 403 403 404 403", token="arrival_code"),
    get("meeting_arrivals", CHANGING, pk="todays_meeting"),
    post("meeting_arrivals", CHANGED, {"unit": ["@unit"]}, pk="todays_meeting"),
    get("meeting_sheet", CHANGING, pk="called_meeting"),
    get("meeting_record", CHANGING, pk="minuted_meeting"),
    post("meeting_record", CHANGED, WORK, pk="minuted_meeting"),
    get("minutes_edit", CHANGING, pk="minuted_meeting"),
    post("minutes_edit", CHANGED, MINUTES, pk="minuted_meeting"),
    get("minutes", OF_THE_STREET, pk="minuted_meeting", number=1),
    get("minutes_word", OF_THE_STREET, pk="minuted_meeting"),
]

DECISIONS: list[Row] = [
    get("agenda_new", UNITS_OWN, pk="called_meeting"),
    post("agenda_new", UNIT_ACTS, ITEM, pk="called_meeting"),
    get("agenda_item", PROPOSED, pk="agenda_item"),
    get("agenda_verb", "in 403 404 404 200 200 404 403", pk="agenda_item", verb="not-take"),
    post("agenda_verb", "in 403 404 404 302 302 404 403", pk="agenda_item", verb="accept"),
    post(
        "agenda_verb",
        "in 302 404 404 302 302 404 403",
        {"basis": "电话"},
        pk="agenda_item",
        verb="withdraw",
    ),
    post("agenda_undo", "in 403 404 404 403 403 404 403", pk="agenda_item"),
    get("resolutions", ALL),
    get("resolution", OF_THE_STREET, pk="resolution"),
    get("resolution_new", CHANGING, pk="minuted_meeting"),
    post("resolution_new", CHANGED, RESOLUTION, pk="minuted_meeting"),
    get("resolution_edit", CHANGING, pk="resolution"),
    post("resolution_edit", CHANGED, RESOLUTION | {"version": 1}, pk="resolution"),
    get("resolution_verb", UNITS_OWN, pk="resolution", verb="report"),
    post("resolution_verb", UNIT_ACTS, REPORT, pk="resolution", verb="report"),
    post("resolution_verb", CHANGED, pk="reported_resolution", verb="close"),
    post("resolution_verb", CHANGED, {"opinion": "补充"}, pk="reported_resolution", verb="send-back"),
    post("resolution_verb", CHANGED, {"opinion": "取消"}, pk="resolution", verb="drop"),
    post("resolution_verb", CHANGED, pk="resolution", verb="hurry"),
    post("resolution_verb", CHANGED, pk="late_resolution", verb="escalate"),
    post("resolution_verb", CHANGED, {"passed": "no", "note": "堆物"}, pk="finding", verb="recheck"),
    post("resolution_undo", NOBODYS, pk="resolution"),
    get("resolution_record", UNITS_OWN, pk="resolution"),
    post("resolution_record", UNIT_ACTS, WORK, pk="resolution"),
]

PAGES: list[Row] = [*MEETINGS, *DECISIONS]

OF_DRAFT = "401 404 404 404 200 200 404 403"
OF_UNIT = "401 200 403 403 200 200 404 403"
OF_ITEM = "401 403 404 404 200 200 404 403"
TAKEN_BACK = "401 403 403 403 403 403 404 403"

OPERATIONS: list[Row] = [
    *listed(
        "meeting",
        "draft_meeting",
        MEETING | {"alliance": "@alliance"},
        {"notes": "请带材料"},
        LISTED,
        "401 403 403 403 201 201 400 403",
        "401 404 404 404 200 200 404 200",
        OF_DRAFT,
    ),
    verb("meeting-units", OF_DRAFT, "draft_meeting", {"units": ["@unit"]}),
    verb("meeting-call", OF_DRAFT, "draft_meeting", {"urgent_reason": "急"}),
    verb("meeting-receipt", OF_UNIT, "called_meeting", RECEIPT | {"unit": "@unit"}),
    verb("meeting-arrivals", WRITTEN, "todays_meeting", {"units": ["@unit"]}),
    verb("meeting-hold", WRITTEN, "todays_meeting"),
    verb("meeting-cancel", WRITTEN, "called_meeting", {"reason": "台风"}),
    verb("meeting-minutes", WRITTEN, "minuted_meeting", MINUTES),
    verb("meeting-undo", TAKEN_BACK, "called_meeting"),
    *listed(
        "agenda_item",
        "agenda_item",
        {"meeting": "@called_meeting", "unit": "@unit", "title": "商量助学", "basis": "电话"},
        {"sort": 5},
        LISTED,
        "401 201 403 403 201 201 400 403",
        "401 200 404 404 200 200 404 200",
        OF_ITEM,
    ),
    verb("agenda_item-accept", OF_ITEM, "agenda_item"),
    verb("agenda_item-not-take", OF_ITEM, "agenda_item", {"opinion": "下次再议"}),
    verb("agenda_item-withdraw", "401 200 404 404 200 200 404 403", "agenda_item", {"basis": "电话"}),
    verb("agenda_item-undo", "401 403 404 404 403 403 404 403", "agenda_item"),
    *listed(
        "resolution",
        "resolution",
        RESOLUTION | {"meeting": "@minuted_meeting"},
        {"text": "捐赠灯具 32 盏"},
        LISTED,
        "401 403 403 403 201 201 400 403",
        READ,
        WRITTEN,
    ),
    verb("resolution-report", OF_UNIT, "resolution", REPORT),
    verb("resolution-send-back", WRITTEN, "reported_resolution", {"opinion": "补充"}),
    verb("resolution-close", WRITTEN, "reported_resolution"),
    verb("resolution-drop", WRITTEN, "resolution", {"opinion": "取消"}),
    verb("resolution-hurry", WRITTEN, "resolution"),
    verb("resolution-escalate", WRITTEN, "late_resolution"),
    verb("resolution-recheck", WRITTEN, "finding", {"passed": False, "note": "堆物"}),
    verb("resolution-undo", TAKEN_BACK, "resolution"),
]
