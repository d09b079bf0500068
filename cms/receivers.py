"""Keeps page permissions as they are declared; topics, decks, menus and what strangers share as pages are published."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.actions import deck_versions
from cms.compiler.topics import document_of
from cms.models import DeckPage, Figure, Testimonial, Thanks, TopicPage
from courses.practice.actions import topics
from lms.people.roles import Role
from lms.web import kept, menus

EDITORS = (Role.CONTENT_ADMIN, Role.PROGRAM_ADMIN)
ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
ON_COLLECTIONS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
# Permissions of an app exist after its own signal; the last app's comes when all do.
_LAST = [config for config in apps.get_app_configs() if config.models_module is not None][-1]


@receiver(post_migrate, sender=_LAST, dispatch_uid="cms.page_permissions")
def ensure_page_permissions(**_: Any) -> None:
    """Let those who write content add, change and publish pages, images and documents."""
    root, collection = Page.objects.filter(depth=1).first(), Collection.get_first_root_node()
    if root is None or collection is None:
        return
    known = {
        row.codename: row
        for row in Permission.objects.filter(
            codename__in=ON_PAGES + ON_COLLECTIONS,
            content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs"),
        )
    }
    for role in EDITORS:
        group, _made = Group.objects.get_or_create(name=role.value)
        for name in ON_PAGES:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=known[name])
        for name in ON_COLLECTIONS:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=known[name])


@receiver(page_published, sender=TopicPage, dispatch_uid="cms.publish_topic")
def publish_topic(sender: type[TopicPage], *, instance: TopicPage, **_: Any) -> None:
    """Hand a topic to those who plan dialogues; translations have pages of their own and no row."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        topics.publish(document=document_of(instance))


@receiver(page_unpublished, sender=TopicPage, dispatch_uid="cms.withdraw_topic")
def withdraw_topic(sender: type[TopicPage], *, instance: TopicPage, **_: Any) -> None:
    """Wagtail unpublishes a page before it deletes it, too."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        topics.withdraw(key=instance.translation_key)


@receiver(page_published, sender=DeckPage, dispatch_uid="cms.keep_deck")
def keep_deck(sender: type[DeckPage], *, instance: DeckPage, **_: Any) -> None:
    """Keep the file that was published, on every road to publication, a planned one too."""
    deck_versions.keep_or_note(deck_id=instance.pk)


@receiver((page_published, page_unpublished, page_slug_changed, post_page_move), dispatch_uid="cms.forget_pages")
def forget_pages(**_: Any) -> None:
    """Menus at once for who goes on in this transaction, and after it for who has read what stood before."""
    menus.forget()
    transaction.on_commit(menus.forget)
    kept.let_go()


@receiver(post_delete, dispatch_uid="cms.forget_deleted_page")
def forget_deleted_page(sender: type[Model], **_: Any) -> None:
    if issubclass(sender, Page):
        forget_pages()


def forget_what_strangers_share(**_: Any) -> None:
    kept.let_go()


# Pages say more than their own words: who may read them, what people agreed to, figures from before.
for model in (Site, PageViewRestriction, Testimonial, Thanks, Figure):
    for signal in (post_save, post_delete):
        signal.connect(forget_what_strangers_share, sender=model, dispatch_uid=f"cms.forget_pages_{model.__name__}")
