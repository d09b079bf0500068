"""Addresses of the pages of practice dialogues."""

from django.urls import path

from courses.practice.views import (
    calibration,
    care,
    concerns,
    debrief,
    dialogues,
    feedback,
    invitations,
    notes,
    observations,
    pairings,
    promises,
    reflections,
    room,
)

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
    path("<int:pk>/room/state/", room.state, name="room_state"),
    path("<int:pk>/stage/", room.begin_stage, name="stage"),
    path("<int:pk>/finish/", room.finish, name="finish"),
    path("<int:pk>/cancel/", dialogues.cancel, name="cancel"),
    path("<int:pk>/observe/", observations.observe, name="observe"),
    path("<int:pk>/notes/", notes.sent, name="notes"),
    path("<int:pk>/notes/write/", notes.write, name="write_note"),
    path("<int:pk>/notes/<int:note>/change/", notes.change, name="change_note"),
    path("<int:pk>/notes/<int:note>/remove/", notes.remove, name="remove_note"),
    path("<int:pk>/feedback/", invitations.invite, name="feedback"),
    path("<int:pk>/feedback/slide/", invitations.slide, name="feedback_slide"),
    path("<int:pk>/feedback/close/", invitations.close, name="feedback_close"),
    path("<int:pk>/reflect/", reflections.reflect, name="reflect"),
    path("<int:pk>/reflect/keep/", reflections.keep, name="keep_reflection"),
    path("<int:pk>/reflect/share/", reflections.share, name="share_reflection"),
    path("<int:pk>/reflection/", reflections.reflection, name="reflection"),
    path("<int:pk>/debrief/", debrief.debrief, name="debrief"),
    path("<int:pk>/debrief/say/", debrief.say, name="say"),
    path("<int:pk>/debrief/aim/", debrief.word_aim, name="word_aim"),
    path("<int:pk>/debrief/aim/agree/", debrief.agree_on_aim, name="agree_on_aim"),
    path("<int:pk>/care/", care.care, name="care"),
    path("<int:pk>/care/talk/", care.ask_to_talk, name="ask_to_talk"),
    path("<int:pk>/concern/", concerns.raise_one, name="raise_concern"),
    path("concerns/<int:concern>/", concerns.one, name="concern"),
    path("concerns/<int:concern>/answer/", concerns.answer, name="answer_concern"),
]

# For participants, without an account: short, so that it can be typed.
public = [
    path("", feedback.find, name="find"),
    path("<str:code>/", feedback.answer, name="answer"),
    path("<str:code>/thanks/", feedback.thanks, name="thanks"),
]
