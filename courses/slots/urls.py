"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots.views import check_in, sessions

app_name = "slots"

urlpatterns = [
    path("", sessions.index, name="list"),
    path("<int:pk>/", sessions.detail, name="detail"),
    path("<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("<int:pk>/join/", sessions.join, name="join"),
    path("<int:pk>/calendar.ics", sessions.calendar, name="calendar"),
    path("<int:pk>/letter/", sessions.letter, name="letter"),
    path("<int:pk>/check-in/", check_in.check_in, name="check_in"),
    path("<int:pk>/check-in/go/", check_in.with_grant, name="check_in_go"),
    path("<int:pk>/check-in/<str:token>/", check_in.by_link, name="check_in_link"),
    path("<int:pk>/check-out/", check_in.check_out, name="check_out"),
    path("give-back/<str:token>/", sessions.mailed_cancel, name="mailed_cancel"),
]
