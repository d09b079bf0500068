"""What this part announces to those above it. Receivers run inside of the announcing transaction."""

from django.dispatch import Signal

# enrolment: Enrolment, by: User, at: datetime. Who holds earlier facts about the person asserts them now.
enrolled = Signal()
# enrolment: Enrolment, event: LedgerEvent, corrects: bool (something else held of its subject before)
progress_asserted = Signal()
# enrolment: Enrolment, status: RequirementStatus, at: datetime. Somebody has waited longer than usual; receivers answer
# with whom they wait for beside the staff, as pairs of a person and the address at which that person acts.
waited_long = Signal()
# enrolment: Enrolment, at: datetime. All requirements are met, and weren't before.
became_eligible = Signal()
