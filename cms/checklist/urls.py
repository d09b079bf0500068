"""The staff's address of a lesson's checklist, below the admin's."""

from django.urls import path

from cms.checklist import views

app_name = "lesson-checklists"
urlpatterns = [path("<int:page_id>/checklist/", views.checklist, name="checklist")]
