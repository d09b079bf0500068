"""Addresses of the pages of sessions."""

from django.urls import path

from courses.slots import views

app_name = "slots"

urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sign-up/", views.sign_up, name="sign_up"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/join/", views.join, name="join"),
    path("<int:pk>/calendar.ics", views.calendar, name="calendar"),
    path("<int:pk>/letter/", views.letter, name="letter"),
    path("give-back/<str:token>/", views.mailed_cancel, name="mailed_cancel"),
]
