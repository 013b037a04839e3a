"""A street with its people: who is measured at work, signed in by session or token."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from knox.crypto import create_token_string, hash_token
from knox.models import AuthToken
from knox.settings import CONSTANTS

from members.models import Enrolment, Region, User
from tests import factories
from tests.bench import filling

MEMBERS = 2500
CATEGORIES = 10
A_TOKENS_LIFE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Town:
    """Ids of the street and of what its rows refer to."""

    street: Region
    units: list[int]
    villages: list[int]
    categories: list[int]
    staff: User

    def fill_projects(self, first: int, last: int, *, with_claims: bool = True) -> None:
        """Projects with the serials first to last; a third of them claimed, a fiftieth suspended."""
        span = {"first": first, "last": last}
        tables = ("projects_project", "projects_project_neighbourhoods", "projects_claim")
        with filling.bare(*tables):
            filling.run(
                filling.PROJECTS,
                street=self.street.pk,
                year=filling.YEAR,
                categories=self.categories,
                units=self.units,
                places=list(filling.PLACES),
                things=list(filling.THINGS),
                works=list(filling.WORKS),
                rare=filling.RARE_EVERY,
                **span,
            )
            filling.run(filling.FOR_WHOM, villages=self.villages, **span)
            if with_claims:
                filling.run(filling.CLAIMS, units=self.units, **span)

    def liaison(self, place: int) -> User:
        """The liaison of the unit at this place of the list."""
        return User.objects.get(username=f"unit{self.units[place]}")


def build() -> Town:
    """朱泾镇 with its 村居, member units with a liaison each, categories, and one of the office's staff."""
    street = factories.street()
    villages = [
        factories.neighbourhood(f"{name}村", f"{street.code}{200 + at}").pk
        for at, name in enumerate(filling.PLACES)
    ]
    kind = factories.kind()
    filling.run(
        filling.MEMBERS, district=factories.district().pk, kind=kind.pk, street=street.pk, many=MEMBERS
    )
    units = list(
        Enrolment.objects.filter(unit__kind=kind).order_by("unit_id").values_list("unit_id", flat=True)
    )
    categories = [factories.category(name=f"类别{number}").pk for number in range(CATEGORIES)]
    return Town(street, units, villages, categories, factories.staff_of(street))


def tokens_of(units: list[int]) -> list[str]:
    """A token for the liaison of each unit."""
    users = {
        user.username: user for user in User.objects.filter(username__in=[f"unit{unit}" for unit in units])
    }
    tokens = [create_token_string() for _ in units]
    until = timezone.now() + A_TOKENS_LIFE
    AuthToken.objects.bulk_create(
        AuthToken(
            digest=hash_token(token),
            token_key=token[: CONSTANTS.TOKEN_KEY_LENGTH],
            user=users[f"unit{unit}"],
            expiry=until,
        )
        for unit, token in zip(units, tokens, strict=True)
    )
    return tokens


def session_of(user: User) -> dict[str, str]:
    """The header of a browser in which this person is signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={store.session_key}"}
