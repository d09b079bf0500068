"""What the roles may do with pages and releases."""

from django.utils.translation import gettext_lazy as _

from cms.queries.chats import page_about
from cms.queries.grounding import assumptions
from cms.queries.menus import menus
from courses.practice import grounding
from courses.slots import pages as session_pages
from lms.audit import actions as audit
from lms.people.roles import Role, contribute
from lms.web import menus as site_menus

_FIGURES = ("cms.view_figure", "cms.add_figure", "cms.change_figure", "cms.delete_figure")

for role in (Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN):
    contribute(role, "wagtailadmin.access_admin", "cms.release_pathway", *_FIGURES)
    contribute(role, "cms.view_deckrequest", "cms.view_testimonial", "cms.keep_testimonial", "cms.view_inquiry")
    contribute(role, *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")))
contribute(Role.PROGRAM_ADMIN, "cms.see_deck_addresses", "cms.answer_inquiry")
# Names and addresses of people who follow a series.
contribute(Role.PROGRAM_ADMIN, "cms.view_follower")

grounding.register(assumptions)
session_pages.register(page_about)
site_menus.register(menus)
audit.describe(
    {
        "cms.forget_deck_requests": _("Forget who asked for a slide deck"),
        "cms.release_later": _("Plan a release"),
        "cms.withdraw_release": _("Withdraw a planned release"),
        "cms.stop_release": _("Stop a planned release that would change something else by now"),
        "cms.write_voice": _("Keep somebody's words"),
        "cms.change_voice": _("Change a testimonial"),
        "cms.ask_voice": _("Ask somebody whether their words may be shown"),
        "cms.agree_voice": _("A yes to a testimonial"),
        "cms.withdraw_voice": _("A no to a testimonial, or a yes taken back"),
        "cms.remove_voice": _("Let go of a testimonial"),
        "cms.answer_letter": _("Answer a letter from the site"),
        "cms.tell_suggestion": _("Change what the site tells of a suggestion"),
    }
)
