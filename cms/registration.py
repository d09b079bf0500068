"""What the roles may do with pages and releases."""

from django.utils.translation import gettext_lazy as _

from cms.queries.grounding import assumptions
from cms.queries.menus import menus
from courses.practice import grounding
from lms.audit import actions as audit
from lms.people.roles import Role, contribute
from lms.web import menus as site_menus

_FIGURES = ("cms.view_figure", "cms.add_figure", "cms.change_figure", "cms.delete_figure")

for role in (Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN):
    contribute(role, "wagtailadmin.access_admin", "cms.release_pathway", "cms.view_deckrequest")
contribute(Role.PROGRAM_ADMIN, "cms.see_deck_addresses")
    contribute(role, "wagtailadmin.access_admin", "cms.release_pathway", *_FIGURES)

grounding.register(assumptions)
site_menus.register(menus)
audit.describe(
    {
        "cms.forget_deck_requests": _("Forget who asked for a slide deck"),
        "cms.release_later": _("Plan a release"),
        "cms.withdraw_release": _("Withdraw a planned release"),
        "cms.stop_release": _("Stop a planned release that would change something else by now"),
    }
)
