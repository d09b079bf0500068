"""Addresses of the candidate's pages."""

from django.urls import path

from certification.review import views

app_name = "review"

urlpatterns = [
    path("<slug:slug>/", views.status, name="status"),
    path("<slug:slug>/apply/", views.apply, name="apply"),
    path("<slug:slug>/preview/", views.preview, name="preview"),
    path("<slug:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:slug>/second-look/", views.second_look, name="second_look"),
    path("<slug:slug>/questions/<int:question>/", views.answer, name="answer"),
    path("<slug:slug>/let-practise/", views.let_practise, name="let_practise"),
    path("<slug:slug>/no-more/", views.no_more, name="no_more"),
]
