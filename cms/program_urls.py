"""The public addresses of the program's face that aren't pages."""

from django.urls import URLPattern, URLResolver, path

from cms.views import chats, followers

app_name = "program"
urlpatterns: list[URLPattern | URLResolver] = [
    path("chats/chat/<int:pk>/calendar.ics", chats.chat_calendar, name="chat_calendar"),
    path("chats/chat/<int:pk>/door/", chats.door, name="chat_door"),
    path("chats/series/<int:pk>/calendar.ics", chats.series_calendar, name="series_calendar"),
    path("chats/series/<int:pk>/feed.atom", chats.series_feed, name="series_feed"),
    path("chats/series/<int:pk>/invite/", chats.invite, name="invite"),
    path("chats/series/<int:pk>/follow/", followers.follow, name="follow"),
    path("chats/series/<int:pk>/follow/sent/", followers.follow_sent, name="follow_sent"),
    path("chats/follow/<str:token>/", followers.confirm_follow, name="confirm_follow"),
    path("chats/unfollow/<str:token>/", followers.end_follow, name="end_follow"),
]
