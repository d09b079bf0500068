"""What staff do around an application, in the record of who did what."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from certification.review import queries
from certification.review.models import Case
from lms.audit import actions as audit
from lms.people.models import User


def record(action: str, case: Case, *, by: User | None, at: datetime, data: Mapping[str, Any] | None = None) -> None:
    """Write one line about the case's present round, which is named by numbers alone and read by program admins alone.

    The core group and guests may see cases, and would read lines about them in the site's history: also those who
    are close to a candidate, or are one, and guests of another application.
    """
    audit.record(action, about=queries.round_of(case), by=by, data={"case": case.pk, **(data or {})}, at=at)
