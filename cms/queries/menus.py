"""Which pages stand in the site's menus: those right below a home page, in the order of the tree."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from cms.models import HomePage, PathwayPage, TopicPage
from lms.web.menus import MenuPage, Menus


def menus() -> Menus:
    """The pages of each language that has a home page. Two queries, and Wagtail's own for the addresses of sites.

    Editors choose by "show in menus" what leads; the rest, but the many topics, stands at the foot.
    """
    homes = {page.path: page.locale.language_code for page in HomePage.objects.live().select_related("locale")}
    below = Page.objects.live().filter(depth__in={len(path) // Page.steplen + 1 for path in homes})
    told: dict[str, list[Page]] = defaultdict(list)
    for page in below.filter(view_restrictions=None).not_type(TopicPage).order_by("path"):
        language = homes.get(page.path[: -Page.steplen])
        if language:
            told[language].append(page)
    return {language: tuple(_told(pages, language)) for language, pages in told.items()}


def _told(pages: list[Page], language: str) -> Iterable[MenuPage]:
    pathways = [page for page in pages if page.specific_class is PathwayPage]
    for page in pages:
        # The only road needs no name of its own: it is where one becomes a facilitator.
        only = len(pathways) == 1 and page is pathways[0]
        with override(language):
            title = _("Become a facilitator") if only else page.title
            yield MenuPage(title, str(page.url), leads=page.show_in_menus)
