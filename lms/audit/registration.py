"""What this app tells the ground: the words of people's recorded acts."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions

actions.describe(
    {
        "people.grant_role": _("Give a role"),
        "people.withdraw_role": _("Take a role back"),
        "people.erase": _("Erase an account"),
    }
)
