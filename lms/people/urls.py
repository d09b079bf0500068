"""Addresses of a person's own pages."""

from django.urls import path

from lms.people import views

app_name = "people"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("confirm/", views.confirm, name="confirm"),
    path("confirm/send/", views.send_code, name="send_code"),
    path("data/", views.my_data, name="my_data"),
    path("data/download/", views.download, name="download"),
    path("data/erase/", views.erase, name="erase"),
    path("data/erased/", views.erased, name="erased"),
]
