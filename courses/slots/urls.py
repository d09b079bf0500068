"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots.views import sessions

app_name = "slots"

urlpatterns = [
    path("", sessions.index, name="list"),
    path("<int:pk>/", sessions.detail, name="detail"),
    path("<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("<int:pk>/join/", sessions.join, name="join"),
    path("<int:pk>/calendar.ics", sessions.calendar, name="calendar"),
    path("<int:pk>/letter/", sessions.letter, name="letter"),
    path("give-back/<str:token>/", sessions.mailed_cancel, name="mailed_cancel"),
]
