"""The design that certificates are printed in."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import RevisionMixin

_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Please write the colour as # and six digits, such as #0f5e63."))


class CertificateDesign(RevisionMixin, models.Model):
    """How certificates look from their next issue on; those issued keep what was printed on them."""

    class Layout(models.TextChoices):
        PORTRAIT = "portrait-frame", _("Upright, with a frame")
        LANDSCAPE = "landscape-band", _("Wide, with a band")

    name = models.CharField(_("name"), max_length=100)
    layout = models.CharField(_("layout"), max_length=20, choices=Layout.choices, default=Layout.LANDSCAPE)
    title = models.CharField(_("title"), max_length=80, default="Certificate")
    statement = models.CharField(
        _("statement"),
        max_length=300,
        default="{name} has completed the training {pathway} and is certified to lead dialogues.",
        help_text=_("{name} and {pathway} are filled in."),
    )
    primary = models.CharField(_("main colour"), max_length=7, default="#0f5e63", validators=[_COLOUR])
    accent = models.CharField(_("accent colour"), max_length=7, default="#e9a23b", validators=[_COLOUR])
    ink = models.CharField(_("colour of text"), max_length=7, default="#1d2433", validators=[_COLOUR])
    paper = models.CharField(_("colour of paper"), max_length=7, default="#fbf8f3", validators=[_COLOUR])
    border = models.BooleanField(_("with a border"), default=True)
    signatories = models.TextField(
        _("who signs"), help_text=_("One person in a line: name, then a comma, then their title."), blank=True
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("title"), FieldPanel("statement"), FieldPanel("signatories")], heading=_("Words")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("layout", "border", "primary", "accent", "ink", "paper")], heading=_("Look")
        ),
    ]

    class Meta:
        verbose_name = _("certificate design")
        verbose_name_plural = _("certificate designs")
        constraints = (models.UniqueConstraint(fields=("name",), name="certificate_design_name_once"),)

    def __str__(self) -> str:
        return self.name

    def signing_people(self) -> list[dict[str, str]]:
        """Name and title of each who signs."""
        rows = [line.partition(",") for line in self.signatories.splitlines() if line.strip()]
        return [{"name": name.strip(), "title": title.strip()} for name, _comma, title in rows]
