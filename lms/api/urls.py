"""The API's description, and a page to read it on."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from lms.api.api import WhoAmI

_open = {"permission_classes": [AllowAny], "throttle_classes": [AnonRateThrottle, UserRateThrottle]}

urlpatterns = [
    path("schema", SpectacularAPIView.as_view(**_open), name="schema"),
    path(
        "docs",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="api/docs.html", **_open),
        name="docs",
    ),
    path("me", WhoAmI.as_view(), name="me"),
]
