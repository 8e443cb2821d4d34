"""Routes of the whole program: each app's own `urls.py`, and how the node is."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from firewood.desk.api import api, manual
from firewood.project import health

DOORS = ("accounts", "archive", "registry", "supplies", "aid", "solidarity", "desk")

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("policy-report", health.policy_report, name="policy_report"),
    path("api/v1/", manual, name="api"),
    path("api/v1/", api.urls),
    *[path("", include(f"firewood.{app}.urls")) for app in DOORS if find_spec(f"firewood.{app}.urls")],
]
handler400 = "firewood.project.strays.page_unreadable"
handler404 = "firewood.project.refusals.page_not_found"
handler500 = "firewood.project.refusals.page_broken"
