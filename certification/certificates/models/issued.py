"""Certificates, who holds them, and their files."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.audit import append_only

# The least that a status list may hold, so that nobody is found by elimination (Bitstring Status List 1.0, 6.1).
STATUS_LIST_SIZE = 131_072


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

    class Why(models.TextChoices):
        RENEWAL = "renewal", _("renewed")
        NAME = "name", _("the name has changed")
        ERROR = "error", _("there was an error in it")
        DESIGN = "design", _("issued anew in another design")
        KEY = "key", _("signed anew with another key")

    # What caused it, e.g. review.case/12: one certificate for each cause.
    cause = models.CharField(max_length=60)
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=30)
    public_id = models.CharField(max_length=32, default=new_public_id)
    issued_at = models.DateTimeField()
    snapshot = models.JSONField()
    # On what it rests: who decided, by which rule, and the digest of what they saw. Checked again before it is signed.
    approval = models.JSONField(default=dict)
    # The one that this one stands for from now on.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    # Its place in the signed list of what was revoked. Those from before there were such lists have none.
    status_list = models.PositiveSmallIntegerField(null=True)
    status_index = models.PositiveIntegerField(null=True)

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
            models.UniqueConstraint(fields=("status_list", "status_index"), name="certificate_status_index_once"),
            models.CheckConstraint(
                condition=Q(status_list=None, status_index=None)
                | Q(status_list__isnull=False, status_index__lt=STATUS_LIST_SIZE),
                name="certificate_status_index_in_list",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, why="") | (Q(replaces__isnull=False) & ~Q(why="")),
                name="certificate_replaces_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("certificates:verify", args=[self.public_id])


class Holder(models.Model):
    """Whose certificate it is, with the name as printed. Emptied when the person asks to be erased."""

    class Shown(models.TextChoices):
        NOBODY = "nobody", _("nobody: whoever checks it reads no name")
        BY_CODE = "by_code", _("whoever has the code or the address that stands on it")
        REGISTER = "register", _("everybody: my name stands in the public register")

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="holder")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="held_certificates")
    name = models.CharField(max_length=200, blank=True)
    name_language = models.CharField(max_length=20, blank=True)
    shown = models.CharField(_("who may read my name"), max_length=10, choices=Shown.choices, default=Shown.BY_CODE)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(shown__in=["nobody", "by_code", "register"]), name="holder_shown_known"),
        )

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
        # Whoever brings a file is answered by its hash.
        indexes = (models.Index(fields=("sha256",), name="certificate_file_by_hash"),)

    def __str__(self) -> str:
        return self.path


@append_only.protected
class Credential(models.Model):
    """The signed Open Badges of a certificate: where their bytes are, and the SHA-256 of each."""

    wagtail_reference_index_ignore = True

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="credential")
    path = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    jwt_path = models.CharField(max_length=120)
    jwt_sha256 = models.CharField(max_length=64)
    # The public key that it was signed with, in Multikey's spelling.
    key = models.CharField(max_length=80)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("path",), name="credential_path_once"),
            models.UniqueConstraint(fields=("jwt_path",), name="credential_jwt_path_once"),
        )
        indexes = (
            models.Index(fields=("sha256",), name="credential_by_hash"),
            models.Index(fields=("jwt_sha256",), name="credential_by_jwt_hash"),
        )

    def __str__(self) -> str:
        return self.path


class SignedList(models.Model):
    """A list of what was revoked, as it was last signed; the bytes that verifiers are given."""

    wagtail_reference_index_ignore = True

    number = models.PositiveSmallIntegerField()
    document = models.BinaryField()
    revoked = models.PositiveIntegerField()
    signed_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("number",), name="signed_list_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.signed_at:%Y-%m-%d %H:%M}"
