"""What the page types add to Wagtail: releases, a menu in our words, and where modules and lessons lead readers."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from certification.review.queries import forecast
from cms import staff_menu
from cms.compiler.documents import review
from cms.models import ChatPage, DeckPage, DeckRequest, Inquiry, LessonPage, ModulePage, PathwayPage, Testimonial
from cms.queries import decks, explorer, inquiries, outline
from cms.staff_views.asked import LettersPanel, ThanksPanel
from cms.uploads.views import may_see_files
from cms.viewsets.chats import FollowerViewSet, SessionChooserViewSet, tell_what_a_chat_lacks
from cms.viewsets.decks import DeckRequestViewSet
from cms.viewsets.impact import FigureViewSet
from cms.viewsets.lessons import LessonViewSet, ModuleViewSet
from cms.viewsets.letters import LetterViewSet
from cms.viewsets.voices import VoiceViewSet
from cms.words.decks import published_words
from cms.words.releases import quorum_words
from lms.people.models import User
from lms.web import kept
from lms.web.records import register_view_only

for model in (DeckRequest, Testimonial, Inquiry):
    register_view_only(model)


class PathwaysMenuItem(MenuItem):
    """Shown to those who may release."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("cms.release_pathway")


@hooks.register("register_admin_urls")
def release_addresses() -> list[URLPattern | URLResolver]:
    return [path("pathways/", include("cms.urls")), path("lessons/", include("cms.checklist.urls"))]


@hooks.register("register_admin_menu_item")
def pathways_in_menu() -> MenuItem:
    return PathwaysMenuItem(_("Training"), reverse("cms:pathways"), name="training", icon_name="glasses", order=150)


@hooks.register("construct_main_menu")
def a_menu_by_what_people_do(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "help"]
    staff_menu.put_together(request, items)


@hooks.register("construct_settings_menu")
def leave_out_a_second_list_of_people(request: HttpRequest, items: list[MenuItem]) -> None:
    """“People” is where roles are given, with a recent sign-in and a record; Wagtail's list would be a second place."""
    items[:] = [item for item in items if item.name not in ("users", "groups")]


@hooks.register("insert_editor_js")
def tell_requirements_in_sentences() -> SafeString:
    return format_html(
        '<template data-sentence-address="{}"></template><script type="module" src="{}"></script>',
        reverse("cms:sentence"),
        static("cms/requirements.js"),
    )


@hooks.register("insert_global_admin_css")
def dress_the_sentences() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/editor.css"))


@hooks.register("register_page_header_buttons")
def release_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """One click from the editor of a pathway, and of anything below it, to its release."""
    pathway = outline.pathway_above(page)
    if pathway is not None and user.has_perm("cms.release_pathway"):
        yield Button(
            _("Release to trainees"), reverse("cms:release", args=[pathway.pk]), icon_name="upload", priority=5
        )


@hooks.register("after_publish_page")
def say_what_follows(request: HttpRequest, page: Page) -> None:
    """Whoever changes by what rule applications are decided learns at once whether the core group is large enough.

    And whoever publishes a chat, whether it has its date.
    """
    if isinstance(page, ChatPage):
        tell_what_a_chat_lacks(request, page)
    if isinstance(page, PathwayPage):
        found = forecast.quorum(page.translation_key, review(page), at=timezone.now())
        tell = messages.warning if found.too_few or found.short else messages.info
        tell(request, quorum_words(found))


@hooks.register("before_serve_page")
def lead_to_training(page: Page, request: HttpRequest, *_args: Any) -> HttpResponse | None:
    """Modules and lessons are read in training, where the released version stands; here is only the way there."""
    if isinstance(page, (ModulePage, LessonPage)):
        return redirect(outline.reading_place(page, request.user))
    return None


# After all that may answer otherwise: what is for few is never shared.
@hooks.register("before_serve_page", order=1000)
def share_among_strangers(page: Page, request: HttpRequest, *_args: Any) -> None:
    kept.keep(request)


@hooks.register("register_admin_viewset")
def lists_of_our_own() -> list[ViewSet]:
    return [
        LessonViewSet(),
        ModuleViewSet(),
        SessionChooserViewSet("chat-sessions"),
        FollowerViewSet(),
        FigureViewSet(),
        DeckRequestViewSet(),
        VoiceViewSet(),
        LetterViewSet(),
    ]


@hooks.register("after_publish_page")
def say_what_became_of_the_file(request: HttpRequest, page: Page) -> None:
    """Whoever publishes a deck learns at once which version its file is, and how many are told of it."""
    if isinstance(page, DeckPage) and page.live and page.document_id:
        told = decks.publication(page)
        tell = messages.info if told.number else messages.warning
        tell(request, published_words(told.number, told.listeners))


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Letters without an answer, and the question who wants to be thanked by name."""
    if isinstance(request.user, User):
        panels.append(ThanksPanel(request.user))
        if request.user.has_perm(inquiries.ANSWERS):
            panels.append(LettersPanel())


@hooks.register("before_bulk_action")
def publish_no_unfinished_lessons(
    request: HttpRequest, action_type: str, pages: list[Page], action_class: Any
) -> HttpResponse | None:
    """Publishing many at once asks no form: what would keep a reader out is asked for here."""
    if action_type != "publish":
        return None
    lessons = [page for page in pages if page.specific_class is LessonPage]
    glances = explorer.lessons_at_a_glance(lessons)
    unfinished = [page for page in lessons if glances[page.pk].checklist.blocking]
    if not unfinished:
        return None
    titles = ", ".join(f"“{page.get_admin_display_title()}”" for page in unfinished)
    words = _("Nothing was published. Something is missing in %(titles)s: open each, and look at “Before you publish”.")
    messages.warning(request, words % {"titles": titles})
    return redirect("wagtailadmin_explore", unfinished[0].get_parent().pk)


@hooks.register("before_serve_document")
def documents_are_for_staff(document: Any, request: HttpRequest) -> None:
    """Everybody else meets a document as part of a released lesson, at that lesson's address."""
    if not may_see_files(request):
        raise Http404
