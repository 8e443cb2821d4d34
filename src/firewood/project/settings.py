"""Settings: every FIREWOOD_* variable is read here and nowhere else."""

import os
from pathlib import Path

DATA = Path(os.environ.get("FIREWOOD_DATA", "var/demo"))
SECRET_KEY = "replaced by the supervisor"  # noqa: S105
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "firewood.project.urls"
AUTH_USER_MODEL = "accounts.Officer"
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
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("PGDATABASE", "firewood"),
        "USER": os.environ.get("PGUSER", "firewood_app"),
        "PASSWORD": os.environ.get("PGPASSWORD", ""),
        "HOST": os.environ.get("PGHOST", ""),
    }
}
