"""To the byte, the letter and the second: where asking for a file is refused and where it is not."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.exports.actions import expire_old, note_download, retry
from portal.exports.jobs import job_key
from portal.exports.kinds import EXPORTS
from portal.exports.models import KEPT_FOR
from portal.models import Export, Outbox
from portal.refusals import Forbidden, Refusal
from tests import factories as make
from tests.portal.exports.folders import asked, made

pytestmark = pytest.mark.django_db
BARE = {"parts": ["units"]}


def estimated(export: Export) -> int:
    return EXPORTS[export.kind].estimate(export).bytes


def test_what_is_just_as_large_as_may_be_is_made(clerk, settings):
    settings.EXPORT_LIMIT = estimated(asked(clerk, **BARE))
    assert asked(clerk, **BARE).state == "making"
    settings.EXPORT_LIMIT -= 1
    with pytest.raises(Refusal) as refused:
        asked(clerk, **BARE)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("reason", ["上级检查", "查" * 200, f"  {'查' * 200}  "])
def test_a_reason_of_four_to_two_hundred_letters_will_do(clerk, reason):
    export = asked(clerk, personal=True, reason=reason, **BARE)
    assert (export.personal, export.reason) == (True, reason.strip())


@pytest.mark.parametrize("reason", ["", "查三次", "  查三次  ", "查" * 201])
def test_a_shorter_or_longer_reason_will_not(clerk, reason):
    with pytest.raises(Refusal) as refused:
        asked(clerk, personal=True, reason=reason, **BARE)
    assert refused.value.code == "reason_needed"


def test_where_no_contacts_are_asked_for_no_reason_is_kept(clerk):
    export = asked(clerk, reason="上级检查", **BARE)
    assert (export.personal, export.reason) == (False, "")


def test_it_is_kept_for_thirty_days_to_the_second(clerk):
    export, now = made(clerk, **BARE), timezone.now()
    Export.objects.update(made_at=now - KEPT_FOR)
    assert (expire_old(now=now), expire_old(now=now + dt.timedelta(seconds=1))) == (0, 1)
    assert Export.objects.get(pk=export.pk).state == "expired"


def test_what_is_not_made_yet_cannot_be_downloaded(clerk):
    with pytest.raises(Refusal) as refused:
        note_download(asked(clerk, **BARE), by=clerk)
    assert refused.value.code == "wrong_state"


def test_what_is_gone_from_the_disk_cannot_be_downloaded(clerk):
    export = made(clerk, **BARE)
    export.on_disk.unlink()
    with pytest.raises(Refusal) as refused:
        note_download(export, by=clerk)
    assert refused.value.code == "wrong_state"


@pytest.mark.parametrize("verb", [note_download, retry])
def test_whoever_left_the_office_neither_downloads_nor_tries_again(clerk, verb):
    export = made(clerk, **BARE)
    clerk.appointments.update(until_on="2020-12-31")
    with pytest.raises(Forbidden):
        verb(export, by=type(clerk).objects.get(pk=clerk.pk))


def test_who_may_no_longer_see_contacts_does_not_get_the_file_that_has_them(clerk):
    export = made(clerk, personal=True, reason="上级检查组要求", **BARE)
    clerk.appointments.filter(role="reviewer").update(until_on="2020-12-31")
    with pytest.raises(Forbidden):
        note_download(export, by=type(clerk).objects.get(pk=clerk.pk))


def test_a_job_for_contacts_fails_where_the_right_was_lost_meanwhile(clerk, settings):
    asked(clerk, personal=True, reason="上级检查组要求", **BARE)
    clerk.appointments.filter(role="reviewer").update(until_on="2020-12-31")
    made(make.staff_of(), **BARE)
    assert list(Export.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "ready"]


def test_what_was_given_up_is_failed_with_a_sentence_before_it_is_tried_again(clerk):
    export = asked(clerk, **BARE)
    Outbox.objects.filter(key=job_key(export)).update(state="dead")
    with pytest.raises(Refusal):
        note_download(export, by=clerk)
    again = retry(export, by=clerk)
    assert (again.state, again.trouble) == ("making", "")
