"""Addresses of the candidate's pages."""

from django.urls import path

from certification.review import views

app_name = "review"

urlpatterns = [
    path("<slug:slug>/", views.status, name="status"),
    path("<slug:slug>/apply/", views.apply, name="apply"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
]
