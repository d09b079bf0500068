"""Addresses of the embedded shape's mail reader."""

from django.urls import path

from lms.mail import dev_views

app_name = "dev_mail"
urlpatterns = [
    path("", dev_views.mails, name="list"),
    path("<slug:key>/", dev_views.mail, name="mail"),
    path("<slug:key>/html/", dev_views.mail_html, name="html"),
]
