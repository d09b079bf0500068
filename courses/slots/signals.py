"""What this part announces. Receivers run inside of the announcing transaction."""

from django.dispatch import Signal

# slot: Slot, by: User, at: datetime. The host has closed a slot: who was there is in the ledgers now.
slot_closed = Signal()
