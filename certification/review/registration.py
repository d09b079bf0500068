"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

contribute(Role.CORE_GROUP, "review.view_case", "review.decide_case")
contribute(Role.PROGRAM_ADMIN, "review.view_case")
audit.describe({"review.decide": _("Decide on an application")})
