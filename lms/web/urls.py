"""Addresses of what belongs to no other part."""

from django.urls import path

from lms.web import health, views

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("zone/", views.choose_zone, name="zone"),
]
