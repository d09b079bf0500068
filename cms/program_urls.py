"""The public addresses of the program's face that aren't pages."""

from django.urls import URLPattern, URLResolver

app_name = "program"
urlpatterns: list[URLPattern | URLResolver] = []
