"""Settings, all of them from the environment; a missing or odd value stops the start in one sentence."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from portal.logs import LOGGING as LOGGING

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- what the deployment says ---------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY 未设置或不足 50 个字符:请在环境变量中设置一个随机长字符串。")
# Probes on this machine ask by address, whatever name the portal has for people.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", *env.list("ALLOWED_HOSTS", default=[])]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_NAME = env.str("SITE_NAME", default="区域化党建")
SITE_HOST = env.str("SITE_HOST", default="")
"""One line at the foot of every page: who runs the portal and how to reach them."""
SITE_IS_HTTPS = env.bool("SITE_IS_HTTPS", default=True)
"""False only where the portal is reached over plain HTTP on one's own machine (demo, tests)."""

# --- stores -----------------------------------------------------------------------------------------
if not env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured("DATABASE_URL 未设置:例如 postgresql://lianxi_app@127.0.0.1:5432/lianxi。")
DATABASES = {"default": env.db_url("DATABASE_URL")}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL 必须指向 PostgreSQL(postgresql://…)。")
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True, ATOMIC_REQUESTS=False)
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
if env.str("DATABASE_OWNER_URL", default=""):
    DATABASES["owner"] = env.db_url("DATABASE_OWNER_URL") | {"TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # The default of 300 would throw sign-in counters away during a conference.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
EXPORT_LIMIT = env.int("EXPORT_LIMIT", default=2 * 1024**3)
"""Bytes that one export made by a job may come to; more is refused before anything is made."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an import asks for each column of each sheet of a workbook

# --- apps -------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "rules",
    "portal",
    "members",
    "alliances",
    "projects",
]
MIDDLEWARE = [
    "portal.logs.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.people.first_password.change_it_first",
    "portal.audit.context.remember_who",
    "portal.refusals.show_refusals",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.navigation.page_frame",
            ],
            "builtins": ["portal.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- people -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "portal.signin.ClosedSignup"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
"""How many reverse proxies of our own stand in front and write X-Forwarded-For."""
# 300 liaisons in one hall share one address, so an address is generous and an account is strict.
ACCOUNT_RATE_LIMITS = {"login": "900/m/ip", "login_failed": "5/5m/key"}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True

# --- language and time --------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# --- static files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STATIC_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- security -------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_HSTS_SECONDS = 31536000 if SITE_IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SITE_IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# --- the API --------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["portal.api.renderers.FastJSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["portal.api.throttles.PerMinute"],
    "DEFAULT_SCHEMA_CLASS": "portal.api.schema.PortalSchema",
    "DEFAULT_PAGINATION_CLASS": "portal.lists.paging.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "portal.api.problems.problem_response",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "联席 Lianxi API",
    "DESCRIPTION": "三张清单、认领与成员单位。规则与页面相同,拒绝时给出 code。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_NAME_OVERRIDES": {
        "UnitStateEnum": "members.units.models.UnitState",
        "EnrolmentStateEnum": "members.units.models.EnrolmentState",
        "ListingStateEnum": "projects.listings.states.ListingState",
        "ClaimStateEnum": "projects.claims.states.ClaimState",
        "SurveyKindEnum": "alliances.surveys.models.SurveyKind",
        "ClaimKindEnum": "projects.claims.models.ClaimKind",
        "ContributionKindEnum": "projects.claims.models.ContributionKind",
        "ListKindEnum": "projects.listings.models.ListKind",
        "DocumentKindEnum": "alliances.papers.models.DocumentKind",
        "ImportStateEnum": "portal.ledgers.imports.states.ImportState",
        "ExportStateEnum": "portal.exports.states.ExportState",
        "CarryStateEnum": "projects.yearly.states.CarryState",
        "AllianceStateEnum": "alliances.councils.states.AllianceState",
        "AllianceKindEnum": "alliances.councils.models.AllianceKind",
        "MembershipRoleEnum": "alliances.councils.models.Role",
        "SwapStateEnum": "alliances.rotation.states.SwapState",
        "MeetingStateEnum": "alliances.meetings.states.MeetingState",
        "MeetingKindEnum": "alliances.meetings.models.MeetingKind",
        "AgendaStateEnum": "alliances.meetings.states.AgendaState",
        "ResolutionStateEnum": "alliances.meetings.states.ResolutionState",
        "ResolutionKindEnum": "alliances.meetings.models.ResolutionKind",
        "AppointmentRoleEnum": "members.people.models.Role",
        "SiteLevelEnum": "members.sites.models.SiteLevel",
        "SiteStateEnum": "members.sites.models.SiteState",
        "PartyLevelEnum": "members.party.models.PartyLevel",
        "RegionLevelEnum": "members.places.models.Level",
        "PairingModeEnum": "alliances.pairing.models.Mode",
        "PairingStateEnum": "alliances.pairing.states.PairingState",
    },
}
REST_KNOX = {"AUTO_REFRESH": False, "TOKEN_TTL": None, "TOKEN_LIMIT_PER_USER": 20}

# --- jobs -----------------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_VISIBILITY_TIMEOUT = 300
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "health_check_interval": 25,
    "retry_on_timeout": True,
}
CELERY_BEAT_SCHEDULE = {
    # What a worker that was away would find by the hundred expires instead: one run does for all of them.
    "sweep the outbox": {"task": "portal.outbox.tasks.sweep", "schedule": 60, "options": {"expires": 55}},
    "canary": {"task": "portal.outbox.tasks.canary", "schedule": 10, "options": {"expires": 10}},
    "verify evidence files": {"task": "portal.files.tasks.verify_files", "schedule": 3600},
    "chain the audit trail": {"task": "portal.audit.tasks.chain", "schedule": 60},
    "forget old requests": {"task": "portal.api.tasks.forget", "schedule": 3600},
    "forget what imports overwrote": {"task": "portal.ledgers.imports.tasks.forget_rows", "schedule": 3600},
    "expire exports": {"task": "portal.exports.tasks.expire_old", "schedule": 3600},
    # Hourly rather than daily: it asks what is missing, and a day that was missed is made up at once.
    "publish duties": {"task": "alliances.rotation.tasks.publish_duties", "schedule": 3600},
    "tend pairings": {"task": "alliances.pairing.tasks.tend_pairings", "schedule": 3600},
    "tend cycles": {"task": "alliances.assessment.tasks.tend_cycles", "schedule": 3600},
    "lapse what ran out": {"task": "projects.claims.tasks.lapse_due", "schedule": 300},
}
