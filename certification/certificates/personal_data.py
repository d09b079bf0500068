"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.certificates.actions.replacing import remove_files
from certification.certificates.models import Holder, Leave, Renewal
from lms.mail.forgetting import forget_names
from lms.people import personal_data
from lms.people.models import User


def export(person: User) -> dict[str, Any]:
    rows = Holder.objects.filter(person=person).select_related("certificate").order_by("pk")
    renewals = Renewal.objects.filter(certificate__holder__person=person).order_by("pk")
    return {
        "certificates": [
            {"number": row.certificate.number, "name": row.name, "shown": row.shown, **row.certificate.snapshot}
            for row in rows
        ],
        "renewals": list(renewals.values("sent_at", "reflection")),
        "leaves": list(Leave.objects.filter(person=person).order_by("pk").values("since", "until")),
    }


def erase(person: User) -> None:
    """Remove the name and the files; the number stays verifiable, and the holder's own copy by its hash."""
    # Locked before the files are looked for: a worker may be storing one right now.
    held = [row.pk for row in Holder.objects.select_for_update(no_key=True).filter(person=person).order_by("pk")]
    remove_files(held)
    forget_names(list(Holder.objects.filter(pk__in=held).values_list("name", flat=True)))
    Renewal.objects.filter(certificate__holder__in=held).update(reflection="")
    Leave.objects.filter(person=person).delete()
    Holder.objects.filter(pk__in=held).update(person=None, name="", name_language="", shown=Holder.Shown.NOBODY)


personal_data.register(
    "certificates",
    export=export,
    erase=erase,
    stays=_("The number and dates of your certificate, without your name, so that it can still be checked."),
)
