"""Addresses that stand in credentials, asked by whoever checks one, in ten years too; and where a monitor asks."""

from django.urls import path, re_path

from certification.certificates.views import issuer, watching

urlpatterns = [
    path(".well-known/did.json", issuer.did, name="did"),
    path("credentials/status/<int:number>", issuer.status_list, name="status_list"),
    re_path(r"^credentials/(?P<public_id>[0-9a-f]{32})\.json$", issuer.credential_json, name="credential_json"),
    re_path(r"^credentials/(?P<public_id>[0-9a-f]{32})\.jwt$", issuer.credential_jwt, name="credential_jwt"),
    re_path(r"^credentials/(?P<public_id>[0-9a-f]{32})\.png$", issuer.badge_png, name="badge_png"),
    path("health/issuing", watching.issuing, name="issuing"),
    path("achievements/issuer.png", issuer.issuer_image, name="issuer_image"),
    path("achievements/<slug:slug>/", issuer.achievement, name="achievement"),
    path("achievements/<slug:slug>/badge.png", issuer.achievement_badge, name="achievement_badge"),
]
