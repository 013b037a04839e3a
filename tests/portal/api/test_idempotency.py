"""A POST sent twice with one key has one effect and one answer."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.client import encode_multipart
from django.utils import timezone
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.test import APIClient, APIRequestFactory

from members.places.models import Region
from portal.api.models import IdempotencyKey
from portal.api.sameness import digest_of
from portal.api.tasks import forget
from portal.refusals import Refusal

PLACES = "/api/v1/places/"
NUMBERS = "/api/v1/numbers/"
BODY = {"code": "31", "name": "上海市", "level": "province"}
OTHER = {"code": "32", "name": "江苏省", "level": "province"}


def post(client: APIClient, body: dict = BODY, key: str | None = "k-1", path: str = PLACES):
    return client.post(path, body, headers={"Idempotency-Key": key} if key else {})


def kept() -> int:
    return IdempotencyKey.objects.count()


def test_the_same_request_gets_the_first_answer_byte_for_byte(api: APIClient) -> None:
    first, second = post(api), post(api)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"]) == (None, "true")
    assert Region.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(api: APIClient) -> None:
    post(api)
    response = post(api, OTHER)
    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")
    assert Region.objects.count() == 1


def test_a_key_belongs_to_a_user_and_a_path(api: APIClient) -> None:
    post(api)
    somebody_else = APIClient()
    somebody_else.force_authenticate(get_user_model().objects.create_user("clerk"))
    assert post(somebody_else, OTHER).status_code == 201
    place = Region.objects.get(code="31")
    assert post(api, {"name": "沪"}, path=f"{PLACES}{place.pk}/rename/").status_code == 200


def test_without_a_key_nothing_is_kept(api: APIClient) -> None:
    assert post(api, key=None).status_code == 201
    assert kept() == 0


@pytest.mark.parametrize("key", [" ", "键", "x" * 256])
def test_an_impossible_key_is_refused_before_anything_happens(api: APIClient, key: str) -> None:
    response = post(api, key=key)
    assert (response.status_code, response.json()["code"]) == (400, "bad_idempotency_key")
    assert Region.objects.count() == 0


def test_a_refusal_takes_back_the_effect_and_leaves_the_key_free(api: APIClient, numbering) -> None:
    def refuse() -> None:
        raise Refusal("full", "名额已满。")

    numbering.hook = staticmethod(refuse)
    assert post(api, path=NUMBERS).status_code == 409
    assert (Region.objects.count(), kept()) == (0, 0)
    numbering.hook = staticmethod(lambda: None)
    assert post(api, path=NUMBERS).status_code == 201


def test_an_answer_that_is_no_success_takes_back_the_effect_too(api: APIClient) -> None:
    assert post(api, path="/api/v1/fails/400/").status_code == 400
    assert (Region.objects.count(), kept()) == (0, 0)


def test_an_empty_answer_is_kept_as_well(api: APIClient) -> None:
    answers = [post(api, path="/api/v1/fails/204/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert Region.objects.count() == 1


def test_an_uploaded_form_can_be_repeated(api: APIClient) -> None:
    def upload(content: bytes):
        form = {"file": SimpleUploadedFile("a.txt", content)}
        return api.post("/api/v1/fails/201/", form, format="multipart", headers={"Idempotency-Key": "u"})

    first, second = upload(b"a"), upload(b"a")
    assert (first.content, second.content) == (b'{"sent":["file"]}', b'{"sent":["file"]}')
    assert second["Idempotency-Replayed"] == "true"
    assert upload(b"b").status_code == 422


def send_form(api: APIClient, boundary: str, parts: dict) -> HttpResponse:
    """A form with files in these parts, in their order, between boundaries of this name."""
    return api.post(
        "/api/v1/fails/201/",
        encode_multipart(boundary, parts),
        content_type=f"multipart/form-data; boundary={boundary}",
        headers={"Idempotency-Key": "u"},
    )


def test_a_form_is_the_same_whatever_its_boundary_and_the_order_of_its_fields(api: APIClient) -> None:
    first = send_form(api, "one", {"year": "2026", "file": SimpleUploadedFile("a.txt", b"a")})
    second = send_form(api, "two", {"file": SimpleUploadedFile("a.txt", b"a"), "year": "2026"})
    assert (first.status_code, second.content) == (201, first.content)
    assert second["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    "parts",
    [
        {"year": "2027", "file": SimpleUploadedFile("a.txt", b"a")},
        {"year": ["2026", "2026"], "file": SimpleUploadedFile("a.txt", b"a")},
        {"years": "2026", "file": SimpleUploadedFile("a.txt", b"a")},
        {"year": "2026", "file": SimpleUploadedFile("b.txt", b"a")},
        {"year": "2026", "file": SimpleUploadedFile("a.txt", b"b")},
        {"year": "2026", "file": "a"},
    ],
)
def test_a_form_of_which_one_part_differs_is_another(api: APIClient, parts: dict) -> None:
    send_form(api, "one", {"year": "2026", "file": SimpleUploadedFile("a.txt", b"a")})
    assert send_form(api, "one", parts).status_code == 422


def test_a_file_beyond_what_a_body_may_have_in_memory_can_carry_a_key(api: APIClient, settings) -> None:
    content = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answers = [send_form(api, each, {"file": SimpleUploadedFile("a.xlsx", content)}) for each in ("a", "b")]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[1]["Idempotency-Replayed"] == "true"


def test_a_file_is_read_from_its_beginning_after_its_digest(api: APIClient) -> None:
    request = Request(
        APIRequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"abc")}, "multipart"),
        parsers=[MultiPartParser()],
    )
    digest_of(request)
    assert request.data["file"].read() == b"abc"


def test_another_body_than_a_form_is_refused_beyond_the_limit(api: APIClient, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert post(api).status_code == 413


def test_after_a_day_a_key_is_new_again(api: APIClient) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        post(api)
    with time_machine.travel(start + timedelta(hours=24), tick=False):
        assert post(api, OTHER).status_code == 422
    with time_machine.travel(start + timedelta(hours=24, seconds=1), tick=False):
        assert post(api, OTHER).status_code == 201


def test_old_keys_are_forgotten_and_young_ones_stay(api: APIClient) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        post(api, key="old")
    post(api, OTHER, key="young")
    forget()
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["young"]


def twins(user, numbering, key: str | None) -> list[tuple[int, str]]:
    """Two equal requests; the first is held in the middle until the second waits for it, or is done."""
    inside, second_over = threading.Event(), threading.Event()

    def hold() -> None:
        if not inside.is_set():
            inside.set()
            wait_until(lambda: second_over.is_set() or somebody_waits_for_a_lock())

    def send() -> tuple[int, str]:
        client = APIClient()
        client.force_authenticate(user)
        response = post(client, {}, key, NUMBERS)
        connection.close()
        return response.status_code, response.get("Idempotency-Replayed", "")

    def send_second() -> tuple[int, str]:
        inside.wait(10)
        answer = send()
        second_over.set()
        return answer

    numbering.hook = staticmethod(hold)
    with ThreadPoolExecutor(2) as pool:
        return [each.result(20) for each in [pool.submit(send), pool.submit(send_second)]]


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0


def wait_until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not done() and time.monotonic() < deadline:
        threading.Event().wait(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_twin_at_the_same_moment_waits_and_gets_the_same_answer(user, numbering) -> None:
    assert twins(user, numbering, "k-1") == [(201, ""), (201, "true")]
    assert Region.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_a_key_the_same_twins_have_two_effects(user, numbering) -> None:
    assert twins(user, numbering, None) == [(201, ""), (201, "")]
    assert Region.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_twin_of_a_request_that_fails_runs_itself(user, numbering) -> None:
    inside, failed = threading.Event(), []

    def fail_once() -> None:
        if not failed:
            failed.append(True)
            inside.set()
            wait_until(somebody_waits_for_a_lock)
            raise Refusal("full", "名额已满。")

    def send(after: bool) -> int:
        client = APIClient()
        client.force_authenticate(user)
        inside.wait(10 if after else 0)
        status = post(client, {}, "k-1", NUMBERS).status_code
        connection.close()
        return status

    numbering.hook = staticmethod(fail_once)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, [False, True])) == [409, 201]
    assert Region.objects.count() == 1
