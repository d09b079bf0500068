"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.certificates.models import CertificateFile, Holder
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> list[dict[str, Any]]:
    rows = Holder.objects.filter(person=person).select_related("certificate").order_by("pk")
    return [{"number": row.certificate.number, "name": row.name, **row.certificate.snapshot} for row in rows]


def erase(person: User) -> None:
    """Remove the name and the files; the number stays verifiable, and the holder's own copy by its hash."""
    # Locked before the files are looked for: a worker may be storing one right now.
    held = [row.pk for row in Holder.objects.select_for_update(no_key=True).filter(person=person).order_by("pk")]
    paths = list(CertificateFile.objects.filter(certificate__holder__in=held).values_list("path", flat=True))
    Holder.objects.filter(pk__in=held).update(person=None, name="", name_language="")
    transaction.on_commit(lambda: _remove(paths))


def _remove(paths: list[str]) -> None:
    for path in paths:
        storages["certificates"].delete(path)


personal_data.register(
    "certificates",
    export=export,
    erase=erase,
    stays=_("The number and dates of your certificate, without your name, so that it can still be checked."),
)
