"""Addresses of the pages of certificates."""

from django.urls import path, re_path

from certification.certificates import views

app_name = "certificates"

urlpatterns = [
    path("certificates/", views.mine, name="mine"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/$", views.download, name="download"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/file/", views.verify_file, name="verify_file"),
    path("verify/name/", views.verify_name, name="verify_name"),
    re_path(r"^verify/(?P<public_id>[0-9a-f]{32})/$", views.verify, name="verify"),
    path("register/", views.register, name="register"),
]
