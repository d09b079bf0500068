"""The address of images that staff have uploaded; it is where their storage says that they are."""

from django.urls import path

from cms.uploads import views

urlpatterns = [path("<path:path>", views.image, name="uploaded-image")]
