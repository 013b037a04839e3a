"""Signing in for programs: a password for a token, good for thirty days."""

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework import serializers, status
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.api.problems import SENTENCES
from portal.refusals import Forbidden, Refusal

LIFETIME = timedelta(days=30)
LOCKED_FOR = 300
"""Seconds; the same as in ACCOUNT_RATE_LIMITS["login_failed"]."""


class WrongPassword(Refusal):
    """Which of the two was wrong is not said."""

    status = 401
    auth_header = "Token"


class CredentialsSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=150, label="用户名")
    password = serializers.CharField(max_length=128, trim_whitespace=False, label="密码")


class TokenSerializer(serializers.Serializer):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


def issue_token(user: AbstractBaseUser) -> tuple[str, datetime]:
    """A new token and when it ends. Only its digest is stored: it can be read here and never again."""
    row, token = AuthToken.objects.create(user, expiry=LIFETIME)
    return token, row.expiry


def user_of(request: Request, username: str, password: str) -> AbstractBaseUser:
    """The person with this name and password, by the counters that the sign-in page uses too.

    Raises Throttled after five wrong passwords for an account within five minutes, else WrongPassword;
    Forbidden `password_change_required` with a password that staff gave.
    """
    try:
        user = get_adapter().authenticate(request._request, username=username, password=password)
    except ValidationError as too_many:
        raise Throttled(wait=LOCKED_FOR) from too_many
    if user is None or not user.is_active:
        raise WrongPassword("wrong_password", "用户名或密码不正确，请核对后重试；忘记密码请联系党建办。")
    if getattr(user, "password_is_temporary", False):
        raise Forbidden("password_change_required", SENTENCES["password_change_required"])
    return user


class TokenView(APIView):
    """领取 Token。"""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(request=CredentialsSerializer, responses=TokenSerializer, operation_id="auth_token_create")
    def post(self, request: Request) -> Response:
        sent = CredentialsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        token, expires_at = issue_token(user_of(request, **sent.validated_data))
        return Response(TokenSerializer({"token": token, "expires_at": expires_at}).data)


class RevokeTokenView(APIView):
    """交还所用的 Token,即刻失效。"""

    authentication_classes = (TokenAuthentication,)

    @extend_schema(request=None, responses={204: None}, operation_id="auth_token_revoke")
    def post(self, request: Request) -> Response:
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
