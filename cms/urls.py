"""The staff's addresses about pathways, below the admin's."""

from django.urls import path

from cms import staff_views, views

app_name = "cms"
urlpatterns = [
    path("", views.pathways, name="pathways"),
    path("sentence/", staff_views.requirement_sentence, name="sentence"),
    path("<int:page_id>/release/", views.ReleasePathway.as_view(), name="release"),
]
