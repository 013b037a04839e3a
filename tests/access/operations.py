"""Operations of the API.

                        anonymous claimant publisher other office clerk stranger supervisor
"""

from typing import Any

from tests.access.rows import Row, api

UNIT = {"name": "区审计局", "kind": "机关事业", "region": "@street"}
ACCOUNT = {"occurred_on": "2026-06-01", "summary": "亮灯", "basis": "电话"}
REASON = {"opinion": "与村居商定", "basis": "电话"}


def listed(name: str, at: str, new: dict[str, Any], change: dict[str, Any], *answers: str, **of: Any) -> list[Row]:
    """List, create, read and change, in this order."""
    rows = [
        api("GET", f"{name}-list", answers[0]),
        api("POST", f"{name}-list", answers[1], new),
        api("GET", f"{name}-detail", answers[2], pk=at, **of),
        api("PATCH", f"{name}-detail", answers[3], change, pk=at, **of),
    ]
    return rows


def verb(route: str, answers: str, pk: str, send: dict[str, Any] | None = None) -> Row:
    return api("POST", route, answers, send, pk=pk)


MEMBERS: list[Row] = [
    api("GET", "schema", "-"),
    api("POST", "token", "-", {"username": "nobody", "password": "wrong"}),
    api("GET", "me", "-"),
    *listed("region", "place_id", {"parent": "@place", "name": "网格一"}, {"name": "五龙村"}, "-", "-", "-", "-", open=True),
    *listed("zone", "zone", {"region": "@street", "name": "城北片区", "regions": [], "units": []}, {"purpose": "党建"}, "-", "-", "-", "-"),
    *listed("unit", "unit", UNIT, {"address": "金石北路"}, "-", "-", "-", "-"),
    verb("unit-close", "-", "unit"),
    verb("unit-merge", "-", "unit", {"into": ["@other"]}),
    *listed("enrolment", "enrolment", {"unit": "@unit", "region": "@elsewhere"}, {"liaison_name": "王五"}, "-", "-", "-", "-"),
    verb("enrolment-approve", "-", "applied"),
    verb("enrolment-decline", "-", "applied", {"opinion": "不在本街道"}),
    verb("enrolment-suspend", "-", "enrolment", {"opinion": "停业"}),
    verb("enrolment-resume", "-", "suspended"),
    verb("enrolment-leave", "-", "enrolment", {"opinion": "迁出"}),
    *listed("appointment", "appointment", {"user": "@account", "role": "liaison", "enrolment": "@suspended"}, {"until_on": "2099-01-01"}, "-", "-", "-", "-"),
    *listed("record", "record", ACCOUNT | {"claims": ["@confirmed_claim"]}, {"place": "爱五路"}, "-", "-", "-", "-"),
    verb("record-strike", "-", "record", {"reason": "重复登记"}),
]


def listing(kind: str) -> list[Row]:
    """Alike for the three lists."""
    new = {"title": "新的一项", "category": f"@{kind}_category", "unit": "@hood", "basis": "电话"}
    draft, submitted = f"draft_{kind}", f"submitted_{kind}"
    published, suspended = f"published_{kind}", f"suspended_{kind}"
    return [
        *listed(kind, draft, new, {"place": "爱五路"}, "-", "-", "-", "-"),
        api("GET", f"{kind}-detail", "-", pk=published),
        api("POST", f"{kind}-bulk", "-", {"verb": "publish", "ids": [f"@{submitted}"]}),
        verb(f"{kind}-submit", "-", draft, {"basis": "电话"}),
        verb(f"{kind}-publish", "-", submitted),
        verb(f"{kind}-send-back", "-", submitted, {"opinion": "请补充"}),
        verb(f"{kind}-not-adopt", "-", submitted, {"opinion": "重复"}),
        verb(f"{kind}-resume", "-", suspended),
        verb(f"{kind}-close", "-", published, REASON),
        verb(f"{kind}-undo", "-", published),
    ]


NEW_CATEGORY = {"region": "@street", "list": "project", "year": 2026, "name": "新类别"}

LISTINGS: list[Row] = [
    *listed("category", "project_category", NEW_CATEGORY, {"name": "改名"}, "-", "-", "-", "-"),
    *listing("resource"),
    *listing("need"),
    *listing("project"),
    verb("resource-suspend", "-", "published_resource", REASON),
    verb("need-suspend", "-", "published_need", REASON),
    verb("project-suspend", "-", "published_project", REASON),
    verb("need-project", "-", "published_need"),
]

FACTS = {"neighbourhood": "@hood", "done": True, "basis": "电话"}

CLAIMS: list[Row] = [
    api("GET", "project_claims", "-", pk="published_project"),
    api("POST", "project_claims", "-", {"unit": "@other", "basis": "电话"}, pk="published_project"),
    api("GET", "claim-list", "-"),
    api("GET", "claim-detail", "-", pk="submitted_claim"),
    api("POST", "claim-bulk", "-", {"verb": "confirm", "ids": ["@submitted_claim"]}),
    verb("claim-endorse", "-", "pending_unit_claim", {"basis": "纸质"}),
    verb("claim-confirm", "-", "submitted_claim"),
    verb("claim-not-adopt", "-", "submitted_claim", {"opinion": "重复"}),
    verb("claim-withdraw", "-", "submitted_claim", REASON),
    verb("claim-release", "-", "confirmed_claim", REASON),
    verb("claim-complete", "-", "confirmed_claim", {"basis": "电话"}),
    verb("claim-send-back", "-", "completed_claim", {"opinion": "请补充"}),
    verb("claim-close", "-", "completed_claim"),
    verb("claim-renew", "-", "offered_claim", {"basis": "电话"}),
    verb("claim-undo", "-", "submitted_claim"),
    api("GET", "claim_records", "-", claim="confirmed_claim"),
    api("POST", "claim_records", "-", ACCOUNT, claim="confirmed_claim"),
    api("POST", "claim_records_link", "-", {"record": "@record"}, claim="confirmed_claim"),
    api("GET", "claim_feedback", "-", claim="confirmed_claim"),
    api("POST", "claim_feedback", "-", FACTS, claim="confirmed_claim"),
    api("GET", "claim_contributions", "-", claim="confirmed_claim"),
    api("POST", "claim_contributions", "-", {"kind": "money", "amount": "100"}, claim="confirmed_claim"),
]
