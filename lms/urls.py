"""All addresses of the site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from courses.practice import urls as practice

handler400 = "lms.web.views.bad_request"
handler403 = "lms.web.views.permission_denied"
handler404 = "cms.views.missing.page_not_found"
handler500 = "lms.web.views.server_error"

api = [
    path("", include("lms.api.urls")),
    path("", include("courses.progress.api")),
    path("", include("courses.lessons.api")),
    path("", include("courses.slots.api")),
    path("", include("certification.certificates.api")),
]

urlpatterns = [
    path("", include(("lms.web.urls", "web"))),
    path("accounts/", include("allauth.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", include((api, "api"))),
    path("mails/", include("lms.mail.urls")),
    path("me/", include("lms.people.urls")),
    path("me/tokens/", include("lms.api.page_urls")),
    path("dev/", include("lms.web.dev_urls")),
    path("dev/mail/", include("lms.mail.dev_urls")),
    path("training/", include("courses.progress.urls")),
    path("training/", include("courses.lessons.urls")),
    path("sessions/", include("courses.slots.urls")),
    path("practice/", include("courses.practice.urls")),
    path("f/", include((practice.public, "feedback"))),
    path("", include("certification.certificates.urls")),
    path("application/", include("certification.review.urls")),
    path("", include("cms.uploads.urls")),
    path("", include("cms.program_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
