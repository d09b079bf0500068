"""Addresses of the pages of practice dialogues."""

from django.urls import path

from courses.practice import views

app_name = "practice"

urlpatterns = [
    path("", views.index, name="list"),
    path("plan/", views.propose, name="propose"),
    path("promise/", views.promise, name="promise"),
    path("promise/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/room/", views.room_page, name="room"),
    path("<int:pk>/stage/", views.begin_stage, name="stage"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/observe/", views.observe, name="observe"),
    path("<int:pk>/reflect/", views.reflect, name="reflect"),
]
