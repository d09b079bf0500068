"""What the roles may do with pages and releases."""

from django.utils.translation import gettext_lazy as _

from cms.queries.grounding import assumptions
from courses.practice import grounding
from lms.audit import actions as audit
from lms.people.roles import Role, contribute

for role in (Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN):
    contribute(role, "wagtailadmin.access_admin", "cms.release_pathway")
    contribute(role, *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")))

grounding.register(assumptions)
audit.describe(
    {
        "cms.release_later": _("Plan a release"),
        "cms.withdraw_release": _("Withdraw a planned release"),
        "cms.stop_release": _("Stop a planned release that would change something else by now"),
    }
)
