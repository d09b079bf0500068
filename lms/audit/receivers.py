"""Records what people's part announces."""

from typing import Any

from django.dispatch import receiver

from lms.audit.actions import record
from lms.people.models import User
from lms.people.roles import Role
from lms.people.signals import person_erased, role_changed


@receiver(role_changed, dispatch_uid="audit.role_changed")
def record_role(*, person: User, role: Role, granted: bool, by: User | None, **_: Any) -> None:
    action = "people.grant_role" if granted else "people.withdraw_role"
    record(action, about=person, by=by, data={"role": role.value})


@receiver(person_erased, dispatch_uid="audit.person_erased")
def record_erasure(*, person: User, by: User | None, **_: Any) -> None:
    record("people.erase", about=person, by=by)
