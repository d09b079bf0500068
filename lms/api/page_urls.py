"""Addresses of the pages on which people look after their tokens."""

from django.urls import path

from lms.api import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="list"),
    path("make/", views.make, name="make"),
    path("<int:token_id>/revoke/", views.revoke, name="revoke"),
]
