"""What people say, with their consent; and whom the program thanks by name."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from lms.mail.facts import Visitor
from lms.people.models import program_zone


class VoicesPage(Page):
    """What people say, shown with their consent."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    template = "cms/voices_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("voices")


class CoreGroupPage(Page):
    """Thanks to the core group, by the names and words that each of them chose."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    template = "cms/core_group_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("core group")


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    """Testimonials, in adjectives."""

    def shown(self) -> Self:
        """What stands as it was agreed to, and wasn't taken back. Changed words have to be agreed to anew."""
        return self.filter(
            agreed_at__isnull=False, withdrawn_at=None, agreed_words=F("words"), agreed_as=F("shown_as")
        ).order_by("-agreed_at", "-pk")


class Testimonial(models.Model):
    """Somebody's words, the name or description that they are shown under, and the consent that allows it."""

    class How(models.TextChoices):
        MAIL = "mail", _("by a mailed link")
        WRITING = "writing", _("in writing, kept by staff")

    # A test runner's plugin would take the class for a test by its name.
    __test__ = False
    wagtail_reference_index_ignore = True

    words = models.TextField(_("their words"), max_length=600)
    shown_as = models.CharField(
        _("shown as"), max_length=120, help_text=_("As they want to be named: a name, or “a nurse from Montréal”.")
    )
    email = models.EmailField(
        _("e-mail address"), max_length=320, blank=True, help_text=_("Where they are asked. Shown to nobody.")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    asked_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    agreed_how = models.CharField(max_length=10, choices=How.choices, blank=True, editable=False)
    agreed_words = models.TextField(blank=True, editable=False)
    agreed_as = models.CharField(max_length=120, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_how="")
                | Q(agreed_at__isnull=False, agreed_how__in=["mail", "writing"]),
                name="testimonial_agreed_somehow",
            ),
        )

    def __str__(self) -> str:
        return f"{self.shown_as}: {self.words[:60]}"

    @property
    def reader(self) -> Visitor:
        return Visitor(self.email, self.shown_as, self.language, program_zone())


class Thanks(models.Model):
    """How a member of the core group wants to be thanked; nobody is named who hasn't chosen it."""

    wagtail_reference_index_ignore = True

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="thanks")
    shown = models.BooleanField(_("name me on the page of the core group"), default=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("As you want it to stand there."))
    line = models.CharField(
        _("a line below it"),
        max_length=200,
        blank=True,
        help_text=_("Your work, your school, your pronouns: or nothing."),
    )
    words = models.TextField(_("why you do it"), max_length=400, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
