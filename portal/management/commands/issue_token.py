"""`manage.py issue_token USERNAME`: a token for a program, printed once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.api.tokens import issue_token


class Command(BaseCommand):
    help = "Print a new API token for a user, good for thirty days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"没有用户“{username}”，或该用户已停用。")
        token, _ = issue_token(user)
        self.stdout.write(token)
