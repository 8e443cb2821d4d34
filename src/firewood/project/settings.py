"""Settings of the program. What an office may set from outside is in `environment.py`; nothing else reads it."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from firewood.project.database import APP, DATABASE, OWNER
from firewood.project.environment import HERE, read_environment
from firewood.project.folder import DataFolder
from firewood.project.logs import logging_settings
from firewood.project.postgres import home_of, socket_in

OFFICE = read_environment(os.environ)
FOLDER = DataFolder(OFFICE.data)

# What the apps read
FIREWOOD_DATA = OFFICE.data
FIREWOOD_CLOCK = date.fromisoformat(OFFICE.clock) if OFFICE.clock else None
FIREWOOD_ZONE = OFFICE.zone
FIREWOOD_PUBLIC_URL = OFFICE.public_url or f"http://localhost:{OFFICE.port}"
FIREWOOD_DEMONSTRATION = OFFICE.demonstration
FIREWOOD_DISKS = [OFFICE.data, *([] if OFFICE.database_url else [home_of(FOLDER)])]
FIREWOOD_ROOM_KEPT = OFFICE.room_kept * 1024**2  # bytes that must stay free; below, nothing new is written down
FIREWOOD_ROOM_FOR_UPLOADS = 1024**3  # bytes that must stay free; below, uploads are refused

FIREWOOD_MAIL_SERVER = OFFICE.mail_server
FIREWOOD_MAIL_FROM = OFFICE.mail_from
FIREWOOD_MAIL_HOUR = OFFICE.mail_hour

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "heroicons",
    "csp",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "firewood.languages",
    "firewood.ui",
    "firewood.journal",
    "firewood.accounts",
    "firewood.archive",
    "firewood.registry",
    "firewood.supplies",
    "firewood.aid",
    "firewood.solidarity",
    "firewood.desk",
    "firewood.project",
]
ROOT_URLCONF = "firewood.project.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Officer"


# Pages borrow connections that stay open; commands and the worker keep their own.
_POOL: dict[str, Any] = {"pool": {"min_size": 1, "max_size": 6, "timeout": 10}} if OFFICE.part == "web" else {}


def _database(user: str, secret: str) -> dict[str, Any]:
    where = conninfo_to_dict(OFFICE.database_url) if OFFICE.database_url else {"host": socket_in(home_of(FOLDER))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(where.pop("host", "")),
        "PORT": str(where.pop("port", "")),
        "NAME": str(where.pop("dbname", DATABASE)),
        "USER": user,
        "PASSWORD": FOLDER.secret(secret),
        "OPTIONS": {name: value for name, value in where.items() if name not in ("user", "password")} | _POOL,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }


# Two doors to one database: the app cannot change tables nor history; migrations run as the owner.
DATABASES = {"default": _database(APP, "app_password"), "owner": _database(OWNER, "owner_password")}

SECRET_KEY = FOLDER.secret("secret_key") or "no data folder yet: nothing is signed with this"
_PUBLIC = urlsplit(FIREWOOD_PUBLIC_URL)
_ENCRYPTED = _PUBLIC.scheme == "https"

MIDDLEWARE = [
    "firewood.project.health.count_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "firewood.project.office.OfficeMiddleware",
    "firewood.project.strays.StrayMiddleware",
    "firewood.desk.activity.offer.offer_undo",
    "firewood.project.refusals.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "firewood.ui.frame.frame",
                "firewood.project.office.house",
                "firewood.desk.activity.offer.undo_offer",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["firewood.ui.loader.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "firewood.ui.templatetags.looks",
                "firewood.desk.templatetags.partner_cards",
            ],
        },
    }
]

# Who may ask, and over what
ALLOWED_HOSTS = sorted({"localhost", "127.0.0.1", "[::1]", str(_PUBLIC.hostname)})
CSRF_TRUSTED_ORIGINS = [f"{_PUBLIC.scheme}://{_PUBLIC.netloc}"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _ENCRYPTED else None
SECURE_HSTS_SECONDS = 31_536_000 if _ENCRYPTED else 0
SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # other names below the office's domain are not ours
    "axes.W002",  # the sign-in page itself answers whoever tried too often
    *(
        [] if _ENCRYPTED else [f"security.{each}" for each in ("W004", "W008", "W011", "W012", "W016")]
    ),  # only this machine
]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_SSL_REDIRECT = _ENCRYPTED
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _ENCRYPTED
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # one shift
SESSION_ENGINE = "firewood.accounts.sessions"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024**2  # bytes of a form without its files
FILE_UPLOAD_HANDLERS = ["firewood.archive.uploads.streams.MeasuredUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": "/policy-report",
    }
}
CSRF_FAILURE_VIEW = "firewood.project.refusals.page_too_old"
LOGIN_URL = "sign-in"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a consignment of 1,000 boxes on one page
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody can keep a colleague out for ever
AXES_DISABLE_ACCESS_LOG = True  # the journal keeps who signed in; addresses are kept only of wrong tries
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
FIREWOOD_SECOND_FACTOR = OFFICE.second_factor
FIREWOOD_FACTOR_KEY = FOLDER.secret("factor_key")  # what second factors are encrypted with; never in the database
MFA_ADAPTER = "firewood.accounts.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Firewood"
MFA_TOTP_TOLERANCE = 1  # a code is good half a minute longer and earlier: clocks differ
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # asked for by its own check; there is no sign-up here
ACCOUNT_EMAIL_VERIFICATION = "none"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "firewood.accounts.passwords.NoOwnWords"},
]

# Language and time
LANGUAGE_CODE = OFFICE.language
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_TZ = True
TIME_ZONE = OFFICE.zone

# Mail: without a server set nothing leaves this machine
_MAIL = urlsplit(OFFICE.mail_server)
EMAIL_HOST, EMAIL_PORT = str(_MAIL.hostname or ""), _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp" and EMAIL_HOST not in HERE
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # whoever sends names the server on purpose

# Files: style sheets under names that change with their content; what people sent in is never served from here
_ALONE = OFFICE.part == "command"  # not part of a node that has collected its style sheets
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = _ALONE
STATIC_ROOT = FIREWOOD_DATA / "static"
MEDIA_ROOT = FOLDER.media
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _ALONE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = OFFICE.part != "web"  # tests read style sheets where they lie

LOGGING = logging_settings(part=OFFICE.part, level=OFFICE.log, kept=FOLDER.log_file("up"))
