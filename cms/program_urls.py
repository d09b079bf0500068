"""The public addresses of the program's face that aren't pages."""

from django.urls import URLPattern, URLResolver, path

from cms.views import decks

app_name = "program"
urlpatterns: list[URLPattern | URLResolver] = [
    path("decks/<int:deck>/request/", decks.ask, name="deck_request"),
    path("decks/<int:deck>/request/sent/", decks.asked, name="deck_asked"),
    path("decks/link/<str:deck_link>/", decks.link, name="deck_link"),
    path("decks/news/<str:deck_news>/", decks.end_news, name="deck_end_news"),
]
