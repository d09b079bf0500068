"""What this app tells the ground: what people's roles may do here, and what it holds about a person."""

from django.utils.translation import gettext_lazy as _

from lms.people import own_data, personal_data
from lms.people.roles import Role, contribute

for role in (Role.CORE_GROUP, Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN, Role.GUEST_REVIEWER):
    contribute(role, "wagtailadmin.access_admin")
contribute(Role.PROGRAM_ADMIN, "people.view_user", "people.give_roles")
for model in ("relation", "institution"):
    contribute(Role.PROGRAM_ADMIN, *(f"people.{verb}_{model}" for verb in ("view", "add", "change", "delete")))

personal_data.register(
    "people",
    export=own_data.export,
    erase=own_data.erase,
    stays=_("An empty account without name or address, so that other people's records still add up."),
)
