"""The design that certificates are printed in, who signs them, and the pictures on them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable, PreviewableMixin, Revision, RevisionMixin

from certification.certificates import previews
from certification.certificates.models.issued import Certificate
from certification.certificates.snapshots import trouble_with_sentence
from certification.certificates.words import SENTENCES
from lms.audit import append_only

_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Please write the colour as # and six digits, such as #0f5e63."))
_SENTENCE_HELP = _("{name} and {pathway} are filled in.")


def names_what_is_known(sentence: str) -> None:
    """Only {name}, once, and {pathway} can be filled in."""
    trouble = trouble_with_sentence(sentence)
    if trouble is not None:
        raise ValidationError(SENTENCES[trouble], code=trouble)


@append_only.protected
class DesignPicture(models.Model):
    """A logo or a drawn signature. Its bytes stand in private storage under their SHA-256, and are never replaced."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=100, help_text=_("For example: Signature of Dr Okafor"))
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("picture on certificates")
        verbose_name_plural = _("pictures on certificates")
        default_permissions = ("add", "view")
        constraints = (models.UniqueConstraint(fields=("sha256",), name="design_picture_once"),)

    def __str__(self) -> str:
        return self.name


class DesignQuerySet(models.QuerySet["CertificateDesign"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one: each lets go of what keeps its revisions."""
        counts = [design.delete()[0] for design in self]
        return sum(counts), {self.model._meta.label: len(counts)}


class CertificateDesign(PreviewableMixin, RevisionMixin, ClusterableModel):
    """How certificates look from their next issue on; those issued keep what was printed on them."""

    class Layout(models.TextChoices):
        PORTRAIT = "portrait-frame", _("Upright, with a frame")
        LANDSCAPE = "landscape-band", _("Wide, with a band")

    name = models.CharField(_("name"), max_length=100)
    layout = models.CharField(_("layout"), max_length=20, choices=Layout.choices, default=Layout.LANDSCAPE)
    title = models.CharField(_("title"), max_length=80, default="Certificate")
    title_fr = models.CharField(_("title in French"), max_length=80, default="Certificat")
    statement = models.CharField(
        _("statement"),
        max_length=300,
        default="{name} has completed the training {pathway} and is certified to lead dialogues.",
        validators=[names_what_is_known],
        help_text=_SENTENCE_HELP,
    )
    statement_fr = models.CharField(
        _("statement in French"),
        max_length=300,
        default="{name} a achevé la formation {pathway} et reçoit la certification qui permet d’animer des dialogues.",
        validators=[names_what_is_known],
        help_text=_SENTENCE_HELP,
    )
    primary = models.CharField(_("main colour"), max_length=7, default="#0f5e63", validators=[_COLOUR])
    accent = models.CharField(_("accent colour"), max_length=7, default="#e9a23b", validators=[_COLOUR])
    ink = models.CharField(_("colour of text"), max_length=7, default="#1d2433", validators=[_COLOUR])
    paper = models.CharField(_("colour of paper"), max_length=7, default="#fbf8f3", validators=[_COLOUR])
    border = models.BooleanField(_("with a border"), default=True)
    logo = models.ForeignKey(
        DesignPicture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

    objects = DesignQuerySet.as_manager()

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("title"), FieldPanel("title_fr")]),
                FieldPanel("statement", widget=AdminAutoHeightTextInput),
                FieldPanel("statement_fr", widget=AdminAutoHeightTextInput),
            ],
            heading=_("Words"),
        ),
        InlinePanel("signers", heading=_("Who signs"), label=_("person who signs"), max_num=4),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("layout", "border", "logo", "primary", "accent", "ink", "paper")],
            heading=_("Look"),
        ),
    ]

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        constraints = (models.UniqueConstraint(fields=("name",), name="certificate_design_name_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return list(previews.MODES)

    @property
    def default_preview_size(self) -> str:
        return "desktop"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        issued = Certificate.objects.order_by("-pk").values_list("snapshot", flat=True).first()
        return previews.page(request, self, mode_name, issued or {})

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Kept from now on: what once was printed can be looked at in years."""
        revision = super().save_revision(*args, **kwargs)
        KeptRevision.objects.create(design=self, revision=revision)
        return revision

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The design goes with its revisions; certificates hold all that was printed on them."""
        KeptRevision.objects.filter(design=self).delete()
        gone: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
        return gone

    def as_printed(self, language: str) -> dict[str, Any]:
        """What a snapshot keeps of the design. No query, given a design with its logo."""
        looks = ("layout", "primary", "accent", "ink", "paper", "border")
        french = language == "fr"
        return {
            **{name: getattr(self, name) for name in looks},
            "title": (self.title_fr if french else "") or self.title,
            "statement": (self.statement_fr if french else "") or self.statement,
            **({"logo": self.logo.sha256} if self.logo else {}),
            **({"version": f"{self.pk}/{self.latest_revision_id or 0}"} if self.pk else {}),
        }

    def signing_people(self, language: str) -> list[dict[str, str]]:
        """Those who sign, as a snapshot keeps them. One query."""
        return [signer.as_printed(language) for signer in self.signers.select_related("signature")]


class Signer(Orderable):
    """Who signs the certificates of a design."""

    design = ParentalKey(CertificateDesign, on_delete=models.CASCADE, related_name="signers")
    name = models.CharField(_("name"), max_length=100)
    title = models.CharField(_("title"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
    signature = models.ForeignKey(
        DesignPicture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drawn signature"),
        help_text=_("Left open, there is room to sign by hand."),
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("title_fr")]),
        FieldPanel("signature"),
    ]

    def __str__(self) -> str:
        return self.name

    def as_printed(self, language: str) -> dict[str, str]:
        title = (self.title_fr if language == "fr" else "") or self.title
        drawn = {"signature": self.signature.sha256} if self.signature else {}
        return {"name": self.name, "title": title, **drawn}


class KeptRevision(models.Model):
    """Holds on to a design's revision: Wagtail's clearing up of old ones leaves it alone."""

    wagtail_reference_index_ignore = True

    design = models.ForeignKey(CertificateDesign, models.CASCADE, related_name="+")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.design_id}/{self.revision_id}"
