"""Settings of the program. What an office may set from outside is in `environment.py`; nothing else reads it."""

import os
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from firewood.project.database import APP, DATABASE, OWNER
from firewood.project.environment import read_environment
from firewood.project.folder import DataFolder
from firewood.project.postgres import home_of, socket_in

OFFICE = read_environment(os.environ)
FOLDER = DataFolder(OFFICE.data)

# What the apps read
FIREWOOD_DATA = OFFICE.data
FIREWOOD_CLOCK = date.fromisoformat(OFFICE.clock) if OFFICE.clock else None
FIREWOOD_ZONE = OFFICE.zone
FIREWOOD_PUBLIC_URL = OFFICE.public_url or f"http://localhost:{OFFICE.port}"
FIREWOOD_DEMONSTRATION = OFFICE.demonstration
FIREWOOD_ROOM_FOR_UPLOADS = 1024**3  # bytes that must stay free; below, uploads are refused

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "heroicons",
    "csp",
    "firewood.languages",
    "firewood.ui",
    "firewood.journal",
    "firewood.accounts",
    "firewood.archive",
    "firewood.registry",
    "firewood.supplies",
    "firewood.aid",
    "firewood.desk",
    "firewood.project",
]
ROOT_URLCONF = "firewood.project.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Officer"


def _database(user: str, secret: str) -> dict[str, Any]:
    where = conninfo_to_dict(OFFICE.database_url) if OFFICE.database_url else {"host": socket_in(home_of(FOLDER))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(where.pop("host", "")),
        "PORT": str(where.pop("port", "")),
        "NAME": str(where.pop("dbname", DATABASE)),
        "USER": user,
        "PASSWORD": FOLDER.secret(secret),
        "OPTIONS": {name: value for name, value in where.items() if name not in ("user", "password")},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }


# Two doors to one database: the app cannot change tables nor history; migrations run as the owner.
DATABASES = {"default": _database(APP, "app_password"), "owner": _database(OWNER, "owner_password")}

SECRET_KEY = FOLDER.secret("secret_key") or "no data folder yet: nothing is signed with this"
USE_TZ = True
TIME_ZONE = OFFICE.zone
LANGUAGE_CODE = OFFICE.language
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *([urlsplit(FIREWOOD_PUBLIC_URL).hostname or ""])]
