"""What people say, with their consent; and whom the program thanks by name."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.rules.voices import State, VoiceFacts, state_of
from lms.mail.facts import Visitor
from lms.people.addresses import AddressKeyField
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


# Exactly these words under exactly this name.
_AS_AGREED = Q(agreed_words=F("words"), agreed_as=F("shown_as"))


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    """Testimonials, in adjectives."""

    def shown(self) -> Self:
        """What stands as it was agreed to, and wasn't taken back. Changed words have to be agreed to anew."""
        return self.filter(_AS_AGREED, agreed_at__isnull=False, withdrawn_at=None).order_by("-agreed_at", "-pk")

    def taken_back(self) -> Self:
        """What its person said no to, or took back later."""
        return self.filter(withdrawn_at__isnull=False)

    def waiting(self) -> Self:
        """What isn't shown, and nobody has said no to: it waits for a first yes, or for one to changed words."""
        return self.filter(~_AS_AGREED | Q(agreed_at=None), withdrawn_at=None)

    def locked(self) -> Self:
        return self.select_for_update(of=("self",), no_key=True).order_by("pk")


class Testimonial(models.Model):
    """Somebody's words, the name or description that they are shown under, and the consent that allows it.

    ``agreed_…`` is what was agreed to, when and how; ``withdrawn_at`` also tells of a no before any yes. Earlier
    answers are lines of the audit log. Only verbs write it: ``cms.actions.voices``.
    """

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
    email_key = AddressKeyField(blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    asked_at = models.DateTimeField(null=True, editable=False)
    asked_words = models.TextField(blank=True, editable=False)
    asked_as = models.CharField(max_length=120, blank=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed"), null=True, editable=False)
    agreed_how = models.CharField(max_length=10, choices=How.choices, blank=True, editable=False)
    agreed_words = models.TextField(blank=True, editable=False)
    agreed_as = models.CharField(max_length=120, blank=True, editable=False)
    written_on = models.DateField(_("day of the writing"), null=True, editable=False)
    kept_where = models.CharField(_("where it is kept"), max_length=200, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        default_permissions = ("view",)
        permissions = (("keep_testimonial", _("Can keep testimonials and the consent to them")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_how="")
                | Q(agreed_at__isnull=False, agreed_how__in=["mail", "writing"]),
                name="testimonial_agreed_somehow",
            ),
            models.CheckConstraint(
                condition=(Q(agreed_how="writing", written_on__isnull=False) & ~Q(kept_where=""))
                | (~Q(agreed_how="writing") & Q(written_on=None, kept_where="")),
                name="testimonial_writing_is_kept",
            ),
        )

    def __str__(self) -> str:
        return self.shown_as

    @property
    def reader(self) -> Visitor:
        return Visitor(self.email, self.shown_as, self.language, program_zone())

    @property
    def facts(self) -> VoiceFacts:
        """What rules decide from."""
        now = (self.words, self.shown_as)
        return VoiceFacts(
            has_address=bool(self.email),
            asked_at=self.asked_at,
            asked_as_now=(self.asked_words, self.asked_as) == now,
            agreed=self.agreed_at is not None,
            agreed_as_now=(self.agreed_words, self.agreed_as) == now,
            withdrawn=self.withdrawn_at is not None,
        )

    @property
    def state(self) -> State:
        return state_of(self.facts)


class ThanksQuerySet(models.QuerySet["Thanks"]):
    """Thanks, in adjectives."""

    def shown(self) -> Self:
        """Whom the page names: who chose it, and still has an account that isn't erased."""
        return self.filter(shown=True, person__erased_at=None)


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

    objects = ThanksQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
