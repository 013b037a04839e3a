"""Sends the request that a row of the table stands for."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from members.scope import forget_scope
from tests.access.rows import Row

NOWHERE = 999_999_999
SIGN_IN = "/account/login/"


def ask(row: Row, user: Any, things: dict[str, Any]) -> HttpResponseBase:
    """The answer. Whatever the request changed is taken back."""
    client: Any = APIClient() if row.is_api else Client()
    if user is not None:
        forget_scope(user)
        client.force_authenticate(user) if row.is_api else client.force_login(user)
    address = address_of(row, things)
    terms: dict[str, Any] = {} if row.method == "GET" else {"data": body_of(row, things)}
    if row.is_api and row.method != "GET":
        has_file = any(isinstance(value, UploadedFile) for value in terms["data"].values())
        terms["format"] = "multipart" if has_file else "json"
    with transaction.atomic():
        response = getattr(client, row.method.lower())(address, **terms)
        text_of(response)  # a file is read while it is there
        transaction.set_rollback(True)
    return response


def address_of(row: Row, things: dict[str, Any]) -> str:
    path = reverse(row.route, kwargs={name: things.get(value, value) for name, value in row.at.items()})
    return path + filled(row.query, things)


def body_of(row: Row, things: dict[str, Any]) -> dict[str, Any]:
    return {filled(name, things): filled(value, things) for name, value in row.send.items()}


def filled(value: Any, things: dict[str, Any]) -> Any:
    """The value with "@word" replaced by what the world has under the word; a file is made anew."""
    if isinstance(value, list):
        return [filled(each, things) for each in value]
    if not isinstance(value, str) or "@" not in value:
        return value
    before, word = value.split("@")
    found = things[word]() if callable(things[word]) else things[word]
    return f"{before}{found}" if before else found


def nothing_there(row: Row, things: dict[str, Any]) -> dict[str, Any]:
    """The same words, where those in the row's address stand for what does not exist."""
    ids = {value: NOWHERE for name, value in row.at.items() if value in things}
    return things | ids


def answer_in_words(response: Any) -> str:
    if response.status_code == 302 and response.url.startswith(SIGN_IN):
        return "in"
    return str(response.status_code)


def text_of(response: Any) -> str:
    """What the answer says; bytes that are no text come out as they may."""
    if not hasattr(response, "kept_text"):
        content = b"".join(response.streaming_content) if response.streaming else response.content
        response.kept_text = content.decode(errors="replace")
    return response.kept_text
