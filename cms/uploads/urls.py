"""The addresses of what staff have uploaded. They stand before Wagtail's, and where the storage says that they are."""

from django.urls import path

from cms.uploads import views

urlpatterns = [
    path("media/<path:path>", views.image, name="uploaded-image"),
    path("documents/<int:document_id>/<str:name>", views.document, name="uploaded-document"),
]
