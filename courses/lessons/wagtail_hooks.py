"""Puts staff's verbs for readers below the trainings in Wagtail's admin."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from courses.lessons import staff_views

patterns = [
    path("<int:pk>/another-try/", staff_views.give_another_try, name="give-another-try"),
    path("<int:pk>/untimed/", staff_views.let_read_untimed, name="let-read-untimed"),
    path("<int:pk>/timed-again/", staff_views.time_again, name="time-again"),
]


@hooks.register("register_admin_urls")
def register_verbs() -> list[URLResolver]:
    return [path("trainings/", include((patterns, "lessons_staff")))]
