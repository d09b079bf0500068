"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots.views import calendars, check_in, finding, newcomers, sessions

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
    path("<int:pk>/check-in/", check_in.check_in, name="check_in"),
    path("<int:pk>/check-in/go/", check_in.with_grant, name="check_in_go"),
    path("<int:pk>/check-in/<str:token>/", check_in.by_link, name="check_in_link"),
    path("<int:pk>/check-out/", check_in.check_out, name="check_out"),
    path("calendars/", calendars.index, name="calendars"),
    path("calendars/make/", calendars.make, name="make_calendar"),
    path("calendars/revoke/", calendars.revoke, name="revoke_calendar"),
    path("mails/", calendars.mails, name="mails"),
    path("feed/<str:secret>.ics", calendars.feed, name="feed"),
    path("give-back/<str:token>/", sessions.mailed_cancel, name="mailed_cancel"),
]
