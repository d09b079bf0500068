"""Only a worker with keys takes the work of issuing; one without them doesn't start."""

from collections.abc import Container

from django.conf import settings

from certification.certificates import keys

QUEUE: str = settings.CELERY_TASK_ROUTES["certificates.*"]["queue"]


def refusal(queues: Container[str]) -> str | None:
    """Why a worker of these queues can't start; ``None`` if it can."""
    if QUEUE not in queues:
        return None
    try:
        keys.signer()
    except keys.NoKeys as none:
        return (
            f"This worker takes the queue “{QUEUE}” and would issue certificates, but has nothing to sign them with:\n"
            f"  - {none}\n"
            "manage.py issuer_keys list shows what there is. A worker of other queues needs no keys: -Q default,mail."
        )
    return None
