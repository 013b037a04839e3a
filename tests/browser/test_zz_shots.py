import pytest
from tests.browser.test_claiming import *  # noqa
from tests.browser.test_claiming import project, liaison, unit, take
from projects.claims.actions import *
import datetime as dt
from alliances.records.actions import Account
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
for n in list(globals()):
    if n.startswith("test_"): del globals()[n]

def test_shots(open_page, liaison, project, unit):
    other = make.member("区税务局")
    oc = claim_project(project, unit=other, by=make.liaison_of(other), promise="志愿者 20 人次")
    office = make.staff_of()
    confirm_claim(oc, by=office)
    other.enrolments.update(liaison_name="朱晓", liaison_phone="13812341234")
    record_work([oc], Account(dt.date(2026,10,21), "全线 32 盏路灯亮灯，村里在路口装了开关箱", figures={"pieces":32,"events":1,"hours":16}), by=office, basis="电话")
    confirm_facts(oc, neighbourhood=project.unit, by=office, basis="电话", done=True, people=300, rating=5, comment="晚上接孩子不用打手电了")
    complete_claim(oc, by=office, basis="电话")
    full = make.ProjectFactory(unit=project.unit, title="五龙村便民充电桩", capacity=1)
    claim_project(full, unit=other, by=make.liaison_of(other))
    for w in (390, 768, 1366):
        p = open_page(liaison, width=w)
        p.goto(f"/hall/?claim={project.pk}"); p.screenshot(path=f"/tmp/shot-hall-open-{w}.png", full_page=True)
        if w == 390:
            p.goto("/hall/"); take(p, project)
        p.goto("/hall/"); p.screenshot(path=f"/tmp/shot-hall-{w}.png", full_page=True)
        p.goto("/hall/?search=光伏"); p.screenshot(path=f"/tmp/shot-empty-{w}.png", full_page=True)
        p.goto("/claims/"); p.screenshot(path=f"/tmp/shot-mine-{w}.png", full_page=True)
        p.goto(f"/projects/{project.pk}/note/"); p.screenshot(path=f"/tmp/shot-note-{w}.png", full_page=True)
        d = open_page(office, width=w)
        d.goto(f"/projects/{project.pk}/"); d.screenshot(path=f"/tmp/shot-project-{w}.png", full_page=True)
        d.goto(f"/hall/?claim={project.pk}"); d.screenshot(path=f"/tmp/shot-office-{w}.png", full_page=True)
        d.goto(f"/queue/?open=claims:{oc.pk}"); d.screenshot(path=f"/tmp/shot-queue-{w}.png", full_page=True)
