"""Addresses of the pages of practice dialogues."""

from django.urls import path

from courses.practice.views import dialogues, observations, pairings, plans, promises, reflections, room, sharing

app_name = "practice"

urlpatterns = [
    path("", dialogues.index, name="list"),
    path("plan/", plans.propose, name="propose"),
    path("shared/", sharing.index, name="shared"),
    path("shared/<int:pk>/", sharing.shared_plan, name="shared_plan"),
    path("promise/", promises.promise, name="promise"),
    path("promise/<int:pk>/take-back/", promises.take_back, name="take_back"),
    path("pairings/<int:pk>/", pairings.pairing, name="pairing"),
    path("pairings/<int:pk>/accept/", pairings.accept, name="accept"),
    path("pairings/<int:pk>/decline/", pairings.decline, name="decline"),
    path("<int:pk>/", dialogues.detail, name="detail"),
    path("<int:pk>/plan/", plans.read, name="plan"),
    path("<int:pk>/plan/change/", plans.change, name="change"),
    path("<int:pk>/plan/sheet/", plans.sheet, name="sheet"),
    path("<int:pk>/plan/comment/", plans.comment, name="comment"),
    path("<int:pk>/plan/share/", sharing.share, name="share"),
    path("<int:pk>/plan/share/stop/", sharing.stop, name="stop_sharing"),
    path("<int:pk>/room/", room.room_page, name="room"),
    path("<int:pk>/stage/", room.begin_stage, name="stage"),
    path("<int:pk>/finish/", room.finish, name="finish"),
    path("<int:pk>/cancel/", dialogues.cancel, name="cancel"),
    path("<int:pk>/observe/", observations.observe, name="observe"),
    path("<int:pk>/reflect/", reflections.reflect, name="reflect"),
]
