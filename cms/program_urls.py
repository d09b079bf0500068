"""The public addresses of the program's face that aren't pages."""

from django.urls import URLPattern, URLResolver, path

from cms.views import search, sitemap

app_name = "program"
urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search.search, name="search"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
]
