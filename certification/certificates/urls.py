"""Addresses of the pages of certificates."""

from django.urls import include, path, re_path

from certification.certificates import views

app_name = "certificates"

urlpatterns = [
    path("", include("certification.certificates.issuer_urls")),
    path("certificates/", views.mine, name="mine"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/$", views.download, name="download"),
    path("verify/", views.verify_form, name="verify_form"),
    re_path(r"^verify/(?P<public_id>[0-9a-f]{32})/$", views.verify, name="verify"),
]
