"""The public addresses of the program's face that aren't pages."""

from django.urls import URLPattern, URLResolver, path

from cms.views import chats, decks, followers, letters, search, sitemap, thanks, voices

app_name = "program"
urlpatterns: list[URLPattern | URLResolver] = [
    path("decks/<int:deck>/request/", decks.ask, name="deck_request"),
    path("decks/<int:deck>/request/sent/", decks.asked, name="deck_asked"),
    path("decks/link/<str:deck_link>/", decks.link, name="deck_link"),
    path("decks/news/<str:deck_news>/", decks.end_news, name="deck_end_news"),
    path("contact/", letters.contact, name="contact"),
    path("contact/thanks/", letters.thanks, {"kind": "question"}, name="contact_thanks"),
    path("suggest-a-topic/", letters.suggest, name="suggest"),
    path("suggest-a-topic/thanks/", letters.thanks, {"kind": "topic"}, name="suggest_thanks"),
    path("voice/<str:token>/", voices.voice, name="voice"),
    path("voice/<str:token>/yes/", voices.agree, name="voice_agree"),
    path("voice/<str:token>/no/", voices.decline, name="voice_decline"),
    path("me/thanks/", thanks.thanks, name="thanks"),
    path("me/thanks/preview/", thanks.preview, name="thanks_preview"),
    path("chats/chat/<int:pk>/calendar.ics", chats.chat_calendar, name="chat_calendar"),
    path("chats/chat/<int:pk>/door/", chats.door, name="chat_door"),
    path("chats/series/<int:pk>/calendar.ics", chats.series_calendar, name="series_calendar"),
    path("chats/series/<int:pk>/feed.atom", chats.series_feed, name="series_feed"),
    path("chats/series/<int:pk>/invite/", chats.invite, name="invite"),
    path("chats/series/<int:pk>/follow/", followers.follow, name="follow"),
    path("chats/series/<int:pk>/follow/sent/", followers.follow_sent, name="follow_sent"),
    path("chats/follow/<str:token>/", followers.confirm_follow, name="confirm_follow"),
    path("chats/unfollow/<str:token>/", followers.end_follow, name="end_follow"),
    path("search/", search.search, name="search"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
]
