"""Who reads what observers wrote."""


def may_read_observations(*, leads: bool, waits: bool, own: bool, staff: bool) -> bool:
    """Whoever still has to hand in reads nobody else's, whatever else they are; then leads, observers and staff do."""
    return not waits and (leads or own or staff)
