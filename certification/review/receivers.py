"""What follows here when a candidate's history is put right, and when a reviewer can't be one any more."""

from typing import Any

from django.dispatch import receiver

from certification.review.actions.corrections import note_correction
from courses.progress.models import Enrolment, LedgerEvent
from courses.progress.signals import progress_asserted
from lms.actions import schedule
from lms.people.models import User
from lms.people.roles import Role
from lms.people.signals import person_erased, role_changed


@receiver(progress_asserted, dispatch_uid="review.corrected")
def tell_of_corrections(
    sender: type[Enrolment], *, enrolment: Enrolment, event: LedgerEvent, corrects: bool, **_: Any
) -> None:
    """Inside of the transaction that holds the enrolment's lock."""
    if corrects:
        note_correction(enrolment, event)


@receiver(role_changed, dispatch_uid="review.role_withdrawn")
def pass_on(sender: type[User], *, person: User, role: Role, granted: bool, **_: Any) -> None:
    """After the commit: the role's lock is held here, and applications are locked before roles."""
    if role is Role.CORE_GROUP and not granted:
        schedule("review.mind_person", person.pk)


@receiver(person_erased, dispatch_uid="review.person_erased")
def pass_on_for_good(sender: type[User], *, person: User, **_: Any) -> None:
    schedule("review.mind_person", person.pk)
