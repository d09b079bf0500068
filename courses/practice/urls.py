"""Addresses of the pages of practice dialogues."""

from django.urls import path

from courses.practice.views import calibration, dialogues, observations, pairings, promises, reflections, room

app_name = "practice"

urlpatterns = [
    path("", dialogues.index, name="list"),
    path("plan/", dialogues.propose, name="propose"),
    path("calibration/", calibration.index, name="calibration"),
    path("calibration/<int:exercise>/", calibration.exercise, name="exercise"),
    path("calibration/tries/<int:attempt>/", calibration.calibrated, name="calibrated"),
    path("agreement/", calibration.agreement, name="agreement"),
    path("promise/", promises.promise, name="promise"),
    path("promise/<int:pk>/take-back/", promises.take_back, name="take_back"),
    path("pairings/<int:pk>/", pairings.pairing, name="pairing"),
    path("pairings/<int:pk>/accept/", pairings.accept, name="accept"),
    path("pairings/<int:pk>/decline/", pairings.decline, name="decline"),
    path("<int:pk>/", dialogues.detail, name="detail"),
    path("<int:pk>/room/", room.room_page, name="room"),
    path("<int:pk>/stage/", room.begin_stage, name="stage"),
    path("<int:pk>/finish/", room.finish, name="finish"),
    path("<int:pk>/cancel/", dialogues.cancel, name="cancel"),
    path("<int:pk>/observe/", observations.observe, name="observe"),
    path("<int:pk>/reflect/", reflections.reflect, name="reflect"),
]
