"""Addresses of the pages of practice dialogues."""

from django.urls import path

from courses.practice.views import (
    answers,
    calibration,
    dialogues,
    doors,
    drafts,
    feedback,
    invitations,
    notes,
    observations,
    pairings,
    presses,
    promises,
    reflections,
    room,
    wishes,
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
    path("help/", wishes.how_i_help, name="help"),
    path("answer/<str:token>/", answers.mailed, name="mailed"),
    path("answer/<str:token>/yes/", answers.mailed_yes, name="mailed_yes"),
    path("answer/<str:token>/no/", answers.mailed_no, name="mailed_no"),
    path("pairings/<int:pk>/", pairings.pairing, name="pairing"),
    path("pairings/<int:pk>/accept/", pairings.accept, name="accept"),
    path("pairings/<int:pk>/decline/", pairings.decline, name="decline"),
    path("<int:pk>/", dialogues.detail, name="detail"),
    path("<int:pk>/room/", room.room_page, name="room"),
    path("<int:pk>/room/state/", room.state, name="room_state"),
    path("<int:pk>/room/presses/", presses.sent, name="presses"),
    path("<int:pk>/room/back/", room.go_back, name="go_back"),
    path("<int:pk>/room/end-early/", room.end_early, name="end_early"),
    path("<int:pk>/room/groups/", room.make_groups, name="make_groups"),
    path("<int:pk>/room/groups/mix/", room.mix_again, name="mix_again"),
    path("<int:pk>/room/jot/", room.jot, name="jot"),
    path("<int:pk>/stage/", room.begin_stage, name="stage"),
    path("<int:pk>/finish/", room.finish, name="finish"),
    path("<int:pk>/cancel/", dialogues.cancel, name="cancel"),
    path("<int:pk>/observe/", observations.observe, name="observe"),
    path("<int:pk>/observe/keep/", drafts.keep, name="keep_draft"),
    path("<int:pk>/observe/hand-in/", drafts.hand_in, name="hand_in"),
    path("<int:pk>/observe/amend/", observations.amend, name="amend"),
    path("worker.js", doors.worker, name="worker"),
    path("<int:pk>/notes/", notes.sent, name="notes"),
    path("<int:pk>/notes/write/", notes.write, name="write_note"),
    path("<int:pk>/notes/<int:note>/change/", notes.change, name="change_note"),
    path("<int:pk>/notes/<int:note>/remove/", notes.remove, name="remove_note"),
    path("<int:pk>/feedback/", invitations.invite, name="feedback"),
    path("<int:pk>/feedback/slide/", invitations.slide, name="feedback_slide"),
    path("<int:pk>/feedback/close/", invitations.close, name="feedback_close"),
    path("<int:pk>/reflect/", reflections.reflect, name="reflect"),
]

# For participants, without an account: short, so that it can be typed.
public = [
    path("", feedback.find, name="find"),
    path("<str:code>/", feedback.answer, name="answer"),
    path("<str:code>/thanks/", feedback.thanks, name="thanks"),
]
