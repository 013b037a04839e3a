"""Logs: one JSON object a line on standard error, without personal data.

Settings import this module, so it touches neither models nor settings while it is being imported.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from prometheus_client import Counter
from structlog.contextvars import bound_contextvars

MOBILE = re.compile(r"(?<!\d)((?:\+?86[-\s]?)?[1１][3-9３-９]\d)[-\s]?\d{4}[-\s]?(\d{4})(?!\d)")
"""A mainland mobile number, bare or with country code and separators, in ASCII or full-width digits."""

SECRET_IN_PATH = re.compile(r"(/feed/|/ballot/)[\w-]+(?=\.ics|/)")
"""In addresses that open without signing in: whoever knows one reads the feed, or answers the survey."""

CALLERS_OWN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
QUIET_PATHS = ("/healthz", "/readyz", "/metrics")

REQUESTS = Counter("lianxi_requests", "Requests answered, by status class", ["status"])

log = structlog.get_logger(__name__)


def mask_mobiles(value: Any) -> Any:
    """The value with every mobile number in it shown as 138****5678, at any depth of lists and mappings."""
    if isinstance(value, str):
        return MOBILE.sub(r"\1****\2", value)
    if isinstance(value, MutableMapping):
        return {key: mask_mobiles(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [mask_mobiles(item) for item in value]
    if isinstance(value, int) and MOBILE.fullmatch(str(value)):
        return mask_mobiles(str(value))
    return value


def mask_event(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last step before rendering: tracebacks and database errors are text by now, and are masked too."""
    masked = mask_mobiles(event)
    return {
        name: SECRET_IN_PATH.sub(r"\1***", value) if isinstance(value, str) else value
        for name, value in masked.items()
    }


ON_EVERY_LINE: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
ON_THE_WAY_OUT: list[Any] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.processors.format_exc_info,
    mask_event,
    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
]
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": ON_THE_WAY_OUT,
            "foreign_pre_chain": ON_EVERY_LINE,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A refused or missing page is already one line of `request_log`.
        "django.request": {"level": "ERROR"},
        # The development server's own line repeats the query string, and people search for phones.
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # Two lines for each task, one of them the canary's every few seconds.
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
structlog.configure(
    processors=[
        *ON_EVERY_LINE,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def request_id_of(request: HttpRequest) -> str:
    """The caller's own X-Request-ID when it is a plain token (a proxy set it), else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if CALLERS_OWN_ID.fullmatch(given) else uuid.uuid4().hex


def user_id_of(request: HttpRequest) -> int | None:
    """Who asked, without a query of our own: None when nothing in the request needed to know."""
    user = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)


def request_log(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: one line and one count for each request, and its id on the answer as `X-Request-ID`.

    The query string is left out, since people type names and phones into search fields.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        request_id, started = request_id_of(request), time.perf_counter()
        request.request_id = request_id  # type: ignore[attr-defined]  # the audit trail writes it down
        with bound_contextvars(request_id=request_id):
            response = get_response(request)
            response.headers["X-Request-ID"] = request_id
            REQUESTS.labels(f"{response.status_code // 100}xx").inc()
            log.log(
                level_of(request.path),
                "request",
                user_id=user_id_of(request),
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
        return response

    return answer


def level_of(path: str) -> int:
    """Probes and static files come by the thousand and say nothing, so they stay below the usual level."""
    quiet = path in QUIET_PATHS or path.startswith(f"/{settings.STATIC_URL.strip('/')}/")
    return logging.DEBUG if quiet else logging.INFO
