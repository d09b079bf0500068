"""Who is to be written to."""

from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from courses.slots.models import SignUp, Slot
from lms.mail.models import OutgoingMail


def to_remind(template: str, *, after: datetime, until: datetime) -> QuerySet[SignUp]:
    """Confirmed people whose session starts between two times, and who haven't been sent this reminder. One query."""
    told = OutgoingMail.objects.filter(cause=Concat(Value(f"{template}:"), Cast(OuterRef("pk"), CharField())))
    rows = SignUp.objects.confirmed().filter(slot__state=Slot.State.PUBLISHED, person__isnull=False)
    rows = rows.filter(Q(slot__starts_at__gt=after) & Q(slot__starts_at__lte=until)).exclude(Exists(told))
    return rows.select_related("slot", "person").order_by("pk")
