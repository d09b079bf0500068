"""Addresses of the trainee's pages."""

from django.urls import path

from courses.progress import views

app_name = "progress"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.pathway, name="pathway"),
    path("<slug:slug>/enrol/", views.enrol, name="enrol"),
    path("<slug:slug>/history/", views.history, name="history"),
]
