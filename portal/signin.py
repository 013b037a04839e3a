"""Signing in: accounts are given out by office staff, nobody makes one alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse


class ClosedSignup(DefaultAccountAdapter):
    """Closes self-registration and says in Chinese what to do when signing in does not work."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "这个账号已停用。如需恢复，请联系所在街道（镇）党建办。",
        "username_password_mismatch": "用户名或密码不正确，请核对后再试。忘记密码请街道工作人员重置。",
        "incorrect_password": "密码不正确，请重新输入。",
        "enter_current_password": "当前密码不正确，请重新输入。",
        "too_many_login_attempts": "尝试次数过多，请 5 分钟后再试，或请街道工作人员重置密码。",
        "rate_limited": "操作太频繁，请稍等一分钟再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: Any = None) -> str:
        """Changing a password to what it is would leave what staff have seen in use."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError("新密码与当前密码相同，请换一个。")
        return super().clean_password(password, user)

    def set_password(self, user: Any, password: str) -> None:
        """Somebody's own choice: their password is no longer the one that staff gave."""
        user.password_is_temporary = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")
