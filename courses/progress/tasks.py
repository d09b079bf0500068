"""Background work of the heart: each may run twice, and in any number of workers at once."""

from celery import shared_task

from courses.progress.actions import moves


@shared_task(name="progress.move")
def move(release_id: int) -> None:
    moves.carry_on(release_id=release_id)


@shared_task(name="progress.sweep_moves")
def sweep_moves() -> None:
    moves.sweep()
