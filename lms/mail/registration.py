"""What this app tells the ground: who may see the outbox, and the words of its recorded acts."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

contribute(Role.PROGRAM_ADMIN, "mail.view_outgoingmail", "mail.retry_outgoingmail", "mail.word_mails")
audit.describe(
    {
        "mail.retry": _("Send a mail again"),
        "mail.word": _("Say a sentence of a mail in own words"),
        "mail.restore": _("Go back to a mail's original words"),
    }
)
