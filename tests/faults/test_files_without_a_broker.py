"""A ledger sent and a folder asked for while the broker is away: their pages say so, the jobs go on after."""

import time

import httpx
import pytest

from portal.api.tokens import issue_token
from portal.models import Export, Import
from portal.outbox.models import Heartbeat
from tests import factories as make
from tests.faults import portals, workers
from tests.faults.breaking import RECOVERY, hang, kill, mend
from tests.portal.ledgers.importing import UNITS, book
from tests.scenarios.crowd import PATIENCE

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
REACH = 5
"""Seconds for both requests together: each process of the web server waits for the broker once."""

LEDGER = {"file": ("台账.xlsx", book({"成员单位": [UNITS, [1, "机关", "区审计局"]]}))}


@pytest.fixture
def clerk():
    make.first_kinds()
    make.member("区财政局")
    return make.staff_of()


def asked(base: str, clerk) -> list[str]:
    """The addresses of the pages on which a ledger and a folder wait."""
    street = make.street().pk
    folder = {"kind": "inspection", "region": street, "options": {"year": make.YEAR, "span": "year"}}
    token = {"Authorization": f"Token {issue_token(clerk)[0]}"}
    with httpx.Client(base_url=f"{base}/api/v1", headers=token, timeout=PATIENCE) as client:
        sent = client.post("/imports/", data={"region": street, "year": make.YEAR}, files=LEDGER)
        wanted = client.post("/exports/", json=folder)
    assert (sent.status_code, wanted.status_code) == (201, 201)
    return [f"/ledgers/imports/{sent.json()['id']}/", f"/ledgers/exports/{wanted.json()['id']}/"]


def both_are_ready() -> bool:
    return Import.objects.filter(state="ready").exists() and Export.objects.filter(state="ready").exists()


@pytest.mark.parametrize("fault", [kill, hang])
def test_the_pages_say_so_and_the_jobs_go_on_after(fault, broker, clerk, tmp_path, note):
    with portals.web(broker.url, tmp_path / "web.log") as base:
        reader = portals.visitor(base, clerk)
        with workers.worker(broker.url, tmp_path / "worker.log", beat=True):
            workers.wait_until(Heartbeat.objects.exists, seconds=60)
            fault(broker)
            begun = time.monotonic()
            pages = asked(base, clerk)
            took = time.monotonic() - begun
            waiting = [reader.get(page) for page in pages]
            mend(broker)
            begun = time.monotonic()
            workers.wait_until(both_are_ready, seconds=RECOVERY)
        note(f"broker: {fault.__name__}, asked in, done after", (took, time.monotonic() - begun))
        over = [reader.get(page)[1] for page in pages]
    assert [(status, "已排队，马上开始" in shown) for status, shown in waiting] == [(200, True)] * 2
    assert ("导入正确的 1 行" in over[0], "下载文件" in over[1]) == (True, True)
    assert took < REACH
