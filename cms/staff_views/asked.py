"""What the first staff page asks the core group, once, and which letters it says are waiting."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from cms.queries import inquiries, voices
from lms.people.models import User


class ThanksPanel(Component):
    """Whether somebody who leads the program wants to be thanked by name; nothing once they have chosen."""

    name = "thanks"
    template_name = "cms/admin/thanks_asked.html"
    order = 300

    def __init__(self, reader: User) -> None:
        self.reader = reader

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"asks": voices.has_yet_to_choose(self.reader)}


class LettersPanel(Component):
    """Letters that nobody has answered yet, for those who answer them."""

    name = "letters"
    template_name = "cms/admin/letters_waiting.html"
    order = 250
    most = 5

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        found = inquiries.open_letters(self.most)
        return {"letters": found[: self.most], "more": len(found) > self.most}
