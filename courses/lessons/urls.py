"""Addresses of lessons, below their training."""

from django.urls import path

from courses.lessons import file_views, views

app_name = "lessons"

urlpatterns = [
    path("<slug:slug>/lessons/<uuid:key>/", views.lesson, name="lesson"),
    path("<slug:slug>/lessons/<uuid:key>/files/<slug:source>/<slug:form>/", file_views.file, name="file"),
    path("<slug:slug>/lessons/<uuid:key>/complete/", views.complete, name="complete"),
    path("<slug:slug>/lessons/<uuid:key>/check/", views.check, name="check"),
    path("<slug:slug>/lessons/<uuid:key>/prompt/", views.prompt, name="prompt"),
]
