"""The staff's addresses about pathways, below the admin's."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("", views.pathways, name="pathways"),
    path("<int:page_id>/release/", views.ReleasePathway.as_view(), name="release"),
]
