"""The address by which somebody ends a kind of mail."""

from django.urls import path

from lms.mail import views

app_name = "mails"
urlpatterns = [path("stop/<str:token>/", views.end_mails, name="stop")]
