"""Turns an editor's rich text into the limited HTML of released lessons: the same text, the same letters."""

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import translation
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

ALLOWED_TAGS = ("p", "ul", "ol", "li", "b", "i", "strong", "em", "h3", "h4", "blockquote", "br")


class _Limited(Whitelister):
    """Keeps the text of a tag that isn't allowed, and drops the tag."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys(ALLOWED_TAGS, allow_without_attributes),
    }

    def clean(self, html: str) -> str:
        """As Wagtail's, but for reading: no more letters are escaped than have to be."""
        document = BeautifulSoup(html, "html.parser")
        self.clean_node(document, document)
        return str(document.decode(formatter="minimal"))


def limited_html(source: str) -> str:
    """Rich text as stored, with links to pages written out in the source language, and nothing but allowed tags."""
    # A link to a page leads to its translation in the active language: the words of a release may not depend on that.
    with translation.override(settings.LANGUAGE_CODE):
        return _Limited().clean(expand_db_html(source))
