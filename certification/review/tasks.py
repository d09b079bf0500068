"""What runs beside requests: time passes for open rounds and for guests."""

from celery import shared_task

from certification.review import actions
from certification.review.actions import digests


@shared_task(name="review.mind")
def mind() -> int:
    """Fill free seats, remind, escalate, and end what has to end."""
    actions.end_guests()
    actions.remind_of_asks()
    return actions.mind()


@shared_task(name="review.mind_person")
def mind_person(person_id: int) -> int:
    """The same for one person's rounds, at once."""
    return actions.mind_person(person_id)


@shared_task(name="review.end_guests")
def end_guests() -> int:
    """At once when an application is decided; ``mind`` does it, too."""
    return actions.end_guests()


@shared_task(name="review.send_digests")
def send_digests() -> int:
    """Often, since it is Monday morning somewhere else each hour and each half of one."""
    return digests.send_digests()
