"""Addresses of the pages of certificates."""

from django.urls import include, path, re_path

from certification.certificates import views

app_name = "certificates"

urlpatterns = [
    path("", include("certification.certificates.issuer_urls")),
    path("certificates/", views.mine, name="mine"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/$", views.download, name="download"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/share/$", views.share, name="share"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/name/$", views.show, name="show"),
    re_path(r"^certificates/(?P<public_id>[0-9a-f]{32})/renew/$", views.renew, name="renew"),
    path("certificates/dialogues/", views.dialogues, name="dialogues"),
    path("certificates/leave/", views.leave, name="leave"),
    path("certificates/leave/end/", views.come_back, name="come_back"),
    path("certificates/leave/<int:pk>/take-back/", views.let_go_of_leave, name="let_go_of_leave"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/file/", views.verify_file, name="verify_file"),
    path("verify/name/", views.verify_name, name="verify_name"),
    re_path(r"^verify/(?P<public_id>[0-9a-f]{32})/$", views.verify, name="verify"),
    path("register/", views.register, name="register"),
]
