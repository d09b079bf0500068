"""Addresses of the trainee's pages."""

from django.urls import path

from courses.progress import views

app_name = "progress"

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.pathway, name="pathway"),
    path("<slug:slug>/enrol/", views.enrol, name="enrol"),
    path("<slug:slug>/pause/", views.pause, name="pause"),
    path("<slug:slug>/resume/", views.resume, name="resume"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/plan/", views.plan, name="plan"),
    path("<slug:slug>/history/", views.history, name="history"),
    path("<slug:slug>/transcript/", views.transcript, name="transcript"),
]
