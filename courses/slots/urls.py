"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots.views import calendars, sessions

app_name = "slots"

urlpatterns = [
    path("", sessions.index, name="list"),
    path("<int:pk>/", sessions.detail, name="detail"),
    path("<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("<int:pk>/join/", sessions.join, name="join"),
    path("<int:pk>/calendar.ics", sessions.calendar, name="calendar"),
    path("<int:pk>/letter/", sessions.letter, name="letter"),
    path("calendars/", calendars.index, name="calendars"),
    path("calendars/make/", calendars.make, name="make_calendar"),
    path("calendars/revoke/", calendars.revoke, name="revoke_calendar"),
    path("mails/", calendars.mails, name="mails"),
    path("feed/<str:secret>.ics", calendars.feed, name="feed"),
    path("give-back/<str:token>/", sessions.mailed_cancel, name="mailed_cancel"),
]
