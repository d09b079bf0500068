"""Who decides in the demo program: somebody is away soon, and a guest needs a second voice."""

from collections.abc import Mapping
from datetime import timedelta

from certification.review import actions as review
from certification.review.actions import absences
from certification.review.models import Case
from cms.demo.timeline import Timeline, at
from lms.people.models import User


def told(people: Mapping[str, User], timeline: Timeline) -> None:
    """What the desk shows beside the open application."""
    begins = (timeline.now + timedelta(days=20)).date()
    absences.be_away(
        by=people["shira.benhaim"],
        starts_on=begins,
        ends_on=begins + timedelta(days=13),
        delegate=people["teo.manalo"],
        clock=at(timeline.now),
    )
    for case in Case.objects.in_review()[:1]:
        review.name_guest(
            case_id=case.pk,
            person=people["anh.nguyen"],
            reason="Was certified with us, leads in three languages, and has met none of us before training.",
            until=timeline.now + timedelta(days=30),
            by=people["luz.villanueva"],
            clock=at(timeline.now),
        )
