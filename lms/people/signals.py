"""What people's part announces; whoever records or reacts connects to it, inside the same transaction."""

from django.dispatch import Signal

# person: User, role: Role, granted: bool, by: User | None (None: the command line)
role_changed = Signal()
# person: User, by: User | None (None: time ran out for an account never confirmed)
person_erased = Signal()
