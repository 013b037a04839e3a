from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from portal.inbox.models import Notice
from portal.outbox import actions
from portal.outbox.notices import notify, write_notices

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"key": "claim:1:made", "kind": "claim", "title": "您的认领已提交", "url": "/claims/1/"}


@pytest.fixture
def people() -> list[int]:
    users = [get_user_model().objects.create_user(username=name) for name in ("jia", "yi")]
    return [user.pk for user in users]


def test_everybody_gets_one_notice(people: list[int]) -> None:
    with transaction.atomic():
        notify([*people, people[0]], **WORDS)
    actions.run_due()
    notices = Notice.objects.order_by("recipient_id").values_list("recipient_id", "title", "url")
    assert list(notices) == [(pk, "您的认领已提交", "/claims/1/") for pk in people]


def test_running_it_again_doubles_nothing(people: list[int]) -> None:
    for _ in range(2):
        write_notices({"user_ids": people, "notice": WORDS})
    assert Notice.objects.count() == 2


def test_a_person_who_is_gone_gets_none(people: list[int]) -> None:
    get_user_model().objects.filter(pk=people[0]).delete()
    write_notices({"user_ids": people, "notice": WORDS})
    assert list(Notice.objects.values_list("recipient_id", flat=True)) == people[1:]


def test_a_notice_that_waits_is_withdrawn_by_undo(people: list[int]) -> None:
    later = timezone.now() + timedelta(minutes=10)
    with transaction.atomic():
        notify(people, due_at=later, **WORDS)
    assert actions.cancel("claim:1:made") is True
    with time_machine.travel(later):
        actions.run_due()
    assert Notice.objects.count() == 0
