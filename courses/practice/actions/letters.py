"""Mail that says no more than that there is something to read: its list, its cause and its words give nothing away.

A shared reflection, an answer in a debrief and a private concern are told by the same mail, so that nobody who looks
after mail can tell one from another.
"""

from django.utils.crypto import salted_hmac

from lms.mail import actions as mail
from lms.people.models import User


def something_to_read(*, to: User, path: str, cause: str) -> None:
    """Write to somebody that there is something new for them at a path of ours."""
    sealed = salted_hmac("practice.something_to_read", f"{cause}/{to.pk}").hexdigest()
    mail.queue("something_to_read", to=to, cause=f"something_to_read:{sealed}", context={"path": path}, secret=True)
