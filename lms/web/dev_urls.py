"""Pages of the embedded shape: its demo accounts and its living page of components."""

from django.urls import path

from lms.web import components, dev_views
from lms.web.loopback import loopback_only

app_name = "dev"
urlpatterns = [
    path("components/", loopback_only(components.page), name="components"),
    path("sign-in/", dev_views.sign_in, name="sign_in"),
]
