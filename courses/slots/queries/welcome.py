"""Whom a session is for."""

from datetime import datetime
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from courses.progress.queries import SessionNeeds, session_needs
from courses.slots.models import Slot
from lms.people.models import User

Reader = User | AnonymousUser


class Guest:
    """What of a reader decides whether a session is for them; asked of the database only where a session asks.

    At most two queries, however many sessions: one for roles, one for trainings.
    """

    def __init__(self, reader: Reader, *, at: datetime) -> None:
        self._reader, self._at = reader, at

    def is_welcome(self, slot: Slot) -> bool:
        """Whether the reader is one of those whom a session is for; nobody who hasn't signed in is one of a few."""
        match slot.audience:
            case Slot.Audience.ROLE:
                return slot.for_role in self._roles
            case Slot.Audience.INSTITUTION:
                return isinstance(self._reader, User) and self._reader.institution_id == slot.for_institution_id
            case Slot.Audience.NEEDED:
                return slot.counts_for in self.needs.keys if slot.counts_for else slot.counts_as in self.needs.kinds
        return True

    @cached_property
    def _roles(self) -> set[str]:
        if not isinstance(self._reader, User):
            return set()
        return set(self._reader.groups.values_list("name", flat=True))

    @cached_property
    def needs(self) -> SessionNeeds:
        """What the reader's trainings still ask sessions for."""
        return session_needs(self._reader.pk, at=self._at) if isinstance(self._reader, User) else SessionNeeds()
