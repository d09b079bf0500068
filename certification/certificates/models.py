"""Certificates, who holds them, their files and their end; and the design that they are printed in."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import RevisionMixin

from lms.audit import append_only

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


class Counter(models.Model):
    """The last serial number given; locked while a certificate is issued, so that numbers rise without a gap."""

    name = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name",), name="counter_name_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


def new_public_id() -> str:
    """128 random bits in hexadecimal: found by nobody who wasn't shown it."""
    return secrets.token_hex(16)


@append_only.protected
class Certificate(models.Model):
    """What was earned. Never altered: the database refuses it. The holder's name stands apart, so that it can go."""

    wagtail_reference_index_ignore = True

    # What caused it, e.g. review.case/12: one certificate for each cause.
    cause = models.CharField(max_length=60)
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=30)
    public_id = models.CharField(max_length=32, default=new_public_id)
    issued_at = models.DateTimeField()
    snapshot = models.JSONField()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        default_permissions = ("view",)
        permissions = (("revoke_certificate", "Can revoke certificates"),)
        constraints = (
            models.UniqueConstraint(fields=("cause",), name="certificate_once_per_cause"),
            models.UniqueConstraint(fields=("serial",), name="certificate_serial_once"),
            models.UniqueConstraint(fields=("number",), name="certificate_number_once"),
            models.UniqueConstraint(fields=("public_id",), name="certificate_public_id_once"),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certificates:verify", args=[self.public_id])


class Holder(models.Model):
    """Whose certificate it is, with the name as printed. Emptied when the person asks to be erased."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="holder")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="held_certificates")
    name = models.CharField(max_length=200, blank=True)
    name_language = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name


@append_only.protected
class CertificateFile(models.Model):
    """The one PDF of a certificate: where it is, and the SHA-256 by which any copy can be told true."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="file")
    path = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("path",), name="certificate_file_path_once"),)

    def __str__(self) -> str:
        return self.path


class Revocation(models.Model):
    """That a certificate no longer holds: since when, by whom, and why, in words for all and words for staff."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    revoked_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    public_reason = models.CharField(_("reason that everybody may read"), max_length=300)
    private_reason = models.TextField(_("reason for the program's records"), blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(public_reason=""), name="revocation_says_why"),)

    def __str__(self) -> str:
        return f"{self.certificate} {self.revoked_at:%Y-%m-%d}"
