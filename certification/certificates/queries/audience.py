"""Whom staff's mails about certificates go to."""

from django.db.models import QuerySet

from certification.certificates.models import Certificate, Holder
from lms.people.models import User
from lms.people.roles import Role


def could_agree(certificate: Certificate, *, proposed_by: int) -> QuerySet[User]:
    """Program admins beside who proposed to revoke it and whose it is. One query."""
    people = User.objects.filter(groups__name=Role.PROGRAM_ADMIN.value, is_active=True)
    own = Holder.objects.filter(certificate=certificate, person__isnull=False).values("person")
    return people.exclude(pk=proposed_by).exclude(pk__in=own).order_by("pk")
