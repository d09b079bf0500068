"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots.views import finding, newcomers, sessions

app_name = "slots"

urlpatterns = [
    path("", finding.index, name="list"),
    path("month/", finding.month, name="this_month"),
    path("month/<int:year>-<int:number>/", finding.month, name="month"),
    path("come/<str:token>/", newcomers.arrive, name="arrive"),
    path("<int:pk>/new/", newcomers.ask, name="new"),
    path("<int:pk>/new/mail/", newcomers.look_into_mail, name="look_into_mail"),
    path("<int:pk>/access-need/", sessions.access_need, name="access_need"),
    path("<int:pk>/", sessions.detail, name="detail"),
    path("<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("<int:pk>/join/", sessions.join, name="join"),
    path("<int:pk>/calendar.ics", sessions.calendar, name="calendar"),
    path("<int:pk>/letter/", sessions.letter, name="letter"),
    path("give-back/<str:token>/", sessions.mailed_cancel, name="mailed_cancel"),
]
