"""Topics that plans begin from, as the program has published them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics, in adjectives."""

    def published(self) -> Self:
        return self.filter(withdrawn_at=None)


class Topic(models.Model):
    """A topic of the library as its page was last published; plans keep a copy, so that nobody's plan changes.

    ``questions`` is a list of sentences, ``materials`` a list of ``{"title": …, "url": …}``.
    """

    # The page's translation key.
    key = models.UUIDField(editable=False)
    title = models.CharField(_("title"), max_length=200)
    concept = models.TextField(_("concept"), blank=True)
    definition = models.TextField(_("definition"), blank=True)
    questions = models.JSONField(_("guiding questions"), default=list, blank=True)
    materials = models.JSONField(_("materials"), default=list, blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("key",), name="topic_once_per_page"),)

    def __str__(self) -> str:
        return self.title
