"""`Idempotency-Key`: a POST sent twice has one effect and one answer.

Per user, method and path a key is good for 24 hours. Its row is the first statement of the transaction
the action runs in, so a twin that arrives meanwhile waits for the unique index: until the first one is
done (then it gets the same answer) or has failed (then it runs itself). Only a 2xx answer is kept.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.models import KEPT_FOR, IdempotencyKey
from portal.api.sameness import digest_of
from portal.refusals import Refusal

Handler = Callable[..., Response]
Answer = Callable[..., HttpResponse]
HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST_KEY = 255


class BadKey(Refusal):
    """Not something that can be a key."""

    status = 400


class KeyReused(Refusal):
    """The key has served for another request."""

    status = 422


class IdempotentPosts:
    """For API views: every POST with an `Idempotency-Key` is answered once."""

    post: Any

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        key = request.headers.get(HEADER) if request.method == "POST" else None
        if key is not None and request.user.is_authenticated:
            self.post = answer_once(self.post, checked_key(key), digest_of(request))


def checked_key(text: str) -> str:
    if not (text.strip() and len(text) <= LONGEST_KEY and text.isascii() and text.isprintable()):
        raise BadKey("bad_idempotency_key", "Idempotency-Key 须为 1 到 255 个可见的英文字符，例如一个 UUID。")
    return text


def answer_once(handler: Handler, key: str, digest: str) -> Answer:
    """The handler, in one transaction with the row of its key. Raises KeyReused."""

    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            row_id = take(request, key, digest)
            if row_id is None:
                return replay(request, key, digest)
            response = handler(request, *args, **kwargs)
            if 200 <= response.status_code < 300:
                keep(row_id, request, response)
            else:
                transaction.set_rollback(True)
            return response

    return answer


TAKE = """
    INSERT INTO portal_idempotencykey (user_id, method, path, key, request_digest, status, answer, created_at)
    VALUES (%s, %s, %s, %s, %s, 0, '', %s)
    ON CONFLICT (user_id, method, path, key) DO UPDATE
        SET (request_digest, status, answer, created_at)
          = (excluded.request_digest, 0, '', excluded.created_at)
        WHERE portal_idempotencykey.created_at < %s
    RETURNING id
"""


def take(request: Request, key: str, digest: str) -> int | None:
    """Enter the key, waiting for a twin under way. None where it was used in the last 24 hours."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [*place_of(request, key).values(), digest, now, now - KEPT_FOR])
        row = cursor.fetchone()
    return row[0] if row else None


def place_of(request: Request, key: str) -> dict[str, Any]:
    return {"user": request.user.pk, "method": request.method, "path": request.path[:500], "key": key}


def keep(row_id: int, request: Request, response: Response) -> None:
    answer = request.accepted_renderer.render(response.data)
    IdempotencyKey.objects.filter(pk=row_id).update(status=response.status_code, answer=answer)


def replay(request: Request, key: str, digest: str) -> HttpResponse:
    kept = IdempotencyKey.objects.get(**place_of(request, key))
    if kept.request_digest != digest:
        raise KeyReused(
            "idempotency_key_reused", "这个 Idempotency-Key 已用于另一份内容，请为新的请求换一个。"
        )
    return HttpResponse(
        bytes(kept.answer), status=kept.status, content_type="application/json", headers={REPLAYED: "true"}
    )
