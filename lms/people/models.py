"""People, the institutions they belong to, and what they are to each other."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.addresses import AddressKeyField, address_key


def program_zone() -> str:
    """The zone that people have until they choose their own."""
    return settings.TIME_ZONE


class Institution(models.Model):
    """A school or health system that people name as theirs."""

    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for example US or CA.")
    )

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("name",), name="institution_name_unique"),)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people; finds them by address however it is spelled."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email_key=address_key(username or ""))

    def by_address(self, email: str) -> "User | None":
        return self.filter(email_key=address_key(email)).first()


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. Erased people stay as an empty row, so that others' history keeps its footing."""

    email = models.EmailField(_("e-mail address"), max_length=320)
    email_key = AddressKeyField()
    display_name = models.CharField(
        _("name"), max_length=200, validators=[MinLengthValidator(1)], help_text=_("As you want others to see it.")
    )
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=program_zone)
    language = models.CharField(_("language"), max_length=10, default="en")
    institution = models.ForeignKey(
        Institution, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("institution")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ("display_name", "pk")
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = (("give_roles", _("Can give and withdraw roles")),)
        constraints = (
            models.UniqueConstraint(
                fields=("email_key",),
                name="user_email_key_unique",
                violation_error_message=_("There is already an account with this address."),
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address and its key together when only the address is named to be written."""
        if "email" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "email_key"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        """Whether the person may enter the staff pages: Wagtail's permission, under the name that others ask for."""
        return self.has_perm("wagtailadmin.access_admin")


class RoleGiven(models.Model):
    """Since when a person has had a role without a break; follows their groups on every road that changes them."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, models.CASCADE, related_name="roles_given")
    role = models.CharField(max_length=30)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("person", "role"), name="role_given_once"),)
        indexes = (models.Index(fields=("role",), name="role_given_by_role"),)

    def __str__(self) -> str:
        return f"{self.person_id} · {self.role}"


class FormerAddress(models.Model):
    """An address that a person verified earlier and no longer uses; it still tells whose old records are whose."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, models.CASCADE, related_name="former_addresses")
    email = models.EmailField(max_length=320)
    email_key = AddressKeyField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "email_key"), name="former_address_once"),)

    def __str__(self) -> str:
        return self.email


class Relation(models.Model):
    """What one person is to another, as far as it bears on who may observe or decide about whom."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", _("mentor of")
        MANAGER = "manager", _("manager of")
        UNIT = "unit", _("works in the same unit as")
        CONFLICT = "conflict", _("has declared a conflict of interest with")

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, models.CASCADE, related_name="relations", verbose_name=_("person"))
    kind = models.CharField(_("is"), max_length=10, choices=Kind.choices)
    other = models.ForeignKey(User, models.CASCADE, related_name="relations_to", verbose_name=_("whom"))
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "other"), name="relation_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="relation_not_to_oneself"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["mentor", "manager", "unit", "conflict"]), name="relation_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()} {self.other}"
