"""Pictures that designs put on certificates."""

from django.db import transaction
from django.utils import timezone

from certification.certificates import pictures
from certification.certificates.models import DesignPicture
from certification.certificates.pictures import Looked
from lms.actions import Clock
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def add_picture(*, name: str, picture: Looked, by: User, clock: Clock = timezone.now) -> DesignPicture:
    """Keep a picture for designs; one that is known already keeps the name that it has."""
    pictures.keep(picture)
    made, new = DesignPicture.objects.get_or_create(
        sha256=picture.digest,
        defaults={
            "name": name,
            "content_type": picture.content_type,
            "size": len(picture.content),
            "added_at": clock(),
        },
    )
    if new:
        audit.record("certificates.add_picture", about=made, by=by)
    return made
