"""A form sent twice enters one thing: a double click, or the reload of a page that was slow to answer.

Most forms need none of this: what they do is done or refused the second time. A form that enters something
new carries `{% once %}`, and its view is `@once`: the second sending is led where the first one was.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from portal.api.models import IdempotencyKey

FIELD = "once"
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """The view, in one transaction with the row of its form's key where there is one.

    Only a redirect, which says that something was entered, keeps the key: a form that was refused is sent
    again. The user has signed in.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            kept, is_first = take(request, key)
            if not is_first:
                return redirect(bytes(kept.answer).decode())
            response = view(request, *args, **kwargs)
            if response.status_code == 302:
                kept.status, kept.answer = response.status_code, response["Location"].encode()
                kept.save(update_fields=["status", "answer"])
            else:
                transaction.set_rollback(True)
            return response

    return answer


def key_of(request: HttpRequest) -> str | None:
    """What `{% once %}` put into the form; None for a page that is only looked at."""
    try:
        return str(UUID(request.POST.get(FIELD, "")))
    except ValueError:
        return None


def take(request: HttpRequest, key: str) -> tuple[IdempotencyKey, bool]:
    """The key's row, and whether it is new. Waits for a twin under way."""
    return IdempotencyKey.objects.get_or_create(
        user_id=cast(int, request.user.pk),
        method="POST",
        path=request.path[:500],
        key=key,
        defaults={"created_at": timezone.now()},
    )
