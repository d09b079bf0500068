"""What this part announces to those above it. Receivers run inside of the announcing transaction."""

from django.dispatch import Signal

# enrolment: Enrolment, by: User, at: datetime. Who holds earlier facts about the person asserts them now.
enrolled = Signal()
# enrolment: Enrolment, event: LedgerEvent
progress_asserted = Signal()
# enrolment: Enrolment, at: datetime. All requirements are met, and weren't before.
became_eligible = Signal()
