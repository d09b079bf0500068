"""What runs beside requests: time passes for open rounds and for guests."""

from celery import shared_task

from certification.review import actions


@shared_task(name="review.mind")
def mind() -> int:
    """Fill free seats, remind, escalate, and end what has to end."""
    actions.end_guests()
    actions.remind_of_asks()
    return actions.mind()
