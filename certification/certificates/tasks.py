"""Work on certificates that happens after the commit, and what finishes it if a worker died."""

from celery import shared_task

from certification.certificates import actions


@shared_task(name="certificates.render")
def render(certificate_id: int) -> None:
    actions.render(certificate_id)


@shared_task(name="certificates.sweep")
def sweep() -> int:
    return actions.sweep()


@shared_task(name="certificates.remind")
def remind() -> int:
    return actions.remind()


@shared_task(name="certificates.sign_lists")
def sign_lists() -> int:
    return actions.sign_lists()


@shared_task(name="certificates.work_off")
def work_off(batch_id: int) -> int:
    return actions.work_off(batch_id)


@shared_task(name="certificates.sweep_jobs")
def sweep_jobs() -> int:
    return actions.sweep_jobs()
