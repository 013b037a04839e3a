"""What lists of alliances and members are asked for and hand out; searching; charters; corrections."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alliances.councils.actions import change_alliance, correct_membership
from alliances.councils.lists import AllianceList, MembershipFilter, MembershipList
from alliances.councils.searching import ALLIANCES
from alliances.models import Alliance, Membership
from portal.refusals import Refusal
from tests import factories as make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def of_term(term):
    return list(MembershipFilter({"term": term}, Membership.objects.order_by("pk")).qs)


def test_members_now_and_members_that_left():
    now = make.MembershipFactory()
    left = make.MembershipFactory(alliance=now.alliance, until_on=timezone.localdate() - dt.timedelta(days=1))
    assert (of_term("now"), of_term("ended"), of_term("")) == ([now], [left], [now, left])


def test_rows_to_hand_out_bring_what_their_columns_say(django_assert_num_queries):
    top = make.AllianceFactory(name="联席会议")
    made = make.MembershipFactory(alliance=make.AllianceFactory(name="经贸专委会", parent=top))
    with django_assert_num_queries(2):
        rows = [*AllianceList.export_rows(Alliance.objects.order_by("pk"))]
        members = [*MembershipList.export_rows(Membership.objects.all())]
        named = [[column.read(row) for column in AllianceList.export_columns][0:5:4] for row in rows]
        assert [[column.read(row) for column in MembershipList.export_columns][:2] for row in members] == [
            ["经贸专委会", made.unit.name]
        ]
    assert named == [["联席会议", "朱泾镇"], ["经贸专委会", "朱泾镇"]]


def test_the_search_page_finds_alliances_by_name_and_brand():
    user = make.staff_of()
    make.AllianceFactory(name="联席会议", brand="心联鑫")
    make.AllianceFactory(name="经贸专委会")
    assert [hit.title for hit in ALLIANCES.find(user, "心联", 5)] == ["联席会议"]


def test_a_charter_is_kept_as_a_file():
    staff, alliance = make.staff_of(), make.AllianceFactory()
    upload = SimpleUploadedFile("章程.pdf", PDF, "application/pdf")
    changed = change_alliance(alliance, by=staff, charter_file=upload, purpose="共建")
    assert (changed.charter_file.original_name, changed.purpose) == ("章程.pdf", "共建")


def test_a_membership_corrected_into_another_is_refused():
    staff, first = make.staff_of(), make.MembershipFactory(until_on=dt.date(2021, 12, 31))
    second = make.MembershipFactory(alliance=first.alliance, unit=first.unit, from_on=dt.date(2022, 1, 1))
    with pytest.raises(Refusal) as no:
        correct_membership(second, by=staff, from_on=dt.date(2021, 6, 1))
    assert no.value.code == "already_member"
