"""Addresses of lessons, below their training."""

from django.urls import include, path

from courses.lessons.views import files, lessons, reading, writing

app_name = "lessons"

of_one_lesson = [
    path("", lessons.lesson, name="lesson"),
    path("complete/", lessons.complete, name="complete"),
    path("check/", lessons.check, name="check"),
    path("reading/", reading.begin, name="reading"),
    path("beat/", reading.beat, name="beat"),
    path("read-on/", reading.read_on, name="read-on"),
    path("opened/", reading.opened, name="opened"),
    path("prompt/", writing.prompt, name="prompt"),
    path("prompt/share/", writing.share, name="share-prompt"),
    path("prompt/private/", writing.keep_private, name="keep-prompt-private"),
    path("files/<slug:source>/<slug:form>/", files.file, name="file"),
    path("note/", writing.note, name="note"),
]

urlpatterns = [
    path("<slug:slug>/lessons/", lessons.go_on, name="go-on"),
    path("<slug:slug>/lessons/<uuid:key>/", include(of_one_lesson)),
]
