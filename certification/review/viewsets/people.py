"""Addresses below the applications: who decides about one, and what one says of oneself."""

from django.urls import URLPattern, path

from certification.review.staff_views import oneself, people

URLS: list[URLPattern] = [
    path("me/", oneself.oneself, name="oneself"),
    path("me/away/", oneself.be_away, name="be_away"),
    path("me/away/<int:absence>/", oneself.change_away, name="change_away"),
    path("me/away/<int:absence>/remove/", oneself.be_back, name="be_back"),
    path("me/mail/", oneself.choose_digest, name="choose_digest"),
    path("me/ties/<int:tie>/", oneself.take_back_tie, name="take_back_tie"),
    path("<int:pk>/step-aside/", people.step_aside, name="step_aside"),
    path("<int:pk>/personal-tie/", people.personal_tie, name="personal_tie"),
    path("<int:pk>/no-obstacle/<int:person_id>/", people.no_obstacle, name="no_obstacle"),
    path("<int:pk>/agree/<int:consent>/", people.agree, name="agree"),
    path("<int:pk>/guests/name/", people.name_guest, name="name_guest"),
    path("<int:pk>/guests/<int:guest>/", people.second_guest, name="second_guest"),
    path("<int:pk>/guests/<int:guest>/end/", people.end_guest, name="end_guest"),
]
