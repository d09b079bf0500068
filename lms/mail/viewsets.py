"""The staff view of what was mailed, what waits and what could not be sent."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from lms.mail import queries, staff_views
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.web.records import RecordInspectView, RecordViewSet


class MailInspectView(RecordInspectView):
    """One mail without its words where they are a secret, and the button that sends it again."""

    template_name = "mail/staff/mail.html"

    def get_queryset(self) -> Any:
        return queries.shown_to_staff()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.request.user.has_perm("mail.retry_outgoingmail")
        has_words = self.object.facts is not None or self.object.text != ""
        stuck = self.object.state == OutgoingMail.State.FAILED and has_words
        return {**super().get_context_data(**kwargs), "may_retry": may and stuck}

    def get_subject_display_value(self) -> str:
        return words_of(self.object).subject

    def get_text_display_value(self) -> str:
        if self.object.secret:
            return str(_("kept from staff: its link speaks for its reader"))
        return words_of(self.object).text


class MailViewSet(RecordViewSet):
    """Newest first; filter by state to see what could not be sent."""

    model = OutgoingMail
    menu_label = _("Mail")
    menu_order = 700
    icon = "mail"
    add_to_admin_menu = True
    inspect_view_class = MailInspectView
    inspect_template_name = "mail/staff/mail.html"
    list_display = (
        # What it is for, as long as its words aren't written.
        TitleColumn("__str__", label=_("Subject"), sort_key="subject"),
        Column("to", label=_("To"), accessor=lambda mail: mail.person or mail.address, sort_key="person"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        "queued_at",
        "sent_at",
        "attempts",
    )
    list_filter = ("state", "name")
    search_fields = ("subject", "person__display_name", "address")
    inspect_view_fields = (
        "person",
        "address",
        "subject",
        "text",
        "state",
        "attempts",
        "queued_at",
        "next_attempt_at",
        "sent_at",
        "last_error",
        "cause",
        "message_id",
    )

    def listed(self) -> Any:
        return queries.shown_to_staff().select_related("person")

    def get_urlpatterns(self) -> list[URLPattern]:
        one = "words/<slug:mail_name>/<str:language>/"
        return [
            *super().get_urlpatterns(),
            path("<int:mail_id>/retry/", staff_views.retry, name="retry"),
            path("words/", staff_views.mails, name="mails"),
            path(one, staff_views.words, name="words"),
            path(f"{one}preview/", staff_views.preview, name="preview"),
            path(f"{one}preview/text/", staff_views.preview_text, name="preview_text"),
            path(f"{one}restore/", staff_views.restore, name="restore"),
            path(f"{one}left-over/", staff_views.drop_left_over, name="drop_left_over"),
        ]
