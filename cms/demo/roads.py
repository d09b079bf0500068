"""People who are put forward in the demo program, and an exercise in deciding, by the real actions."""

from collections.abc import Mapping
from datetime import time

from certification.review import actions as review
from certification.review import queries
from certification.review.actions import exercises
from certification.review.actions.roads import Proposal
from certification.review.models import Case
from certification.review.rules import Vote
from cms.demo.content.founders import EXERCISE, PRACTISED, REFERENCES, TITLE
from cms.demo.timeline import Timeline, at
from courses.progress.models import Pathway
from lms.people.models import User

_EVENING = time(18, 0)


def put_forward(timeline: Timeline, people: Mapping[str, User], *, pathway_slug: str, by: User) -> None:
    """A list of three, which nobody has decided about."""
    rows = [
        Proposal(people=[people[key]], printed_name=people[key].display_name, reference=" ".join(words.split()))
        for key, words in REFERENCES.items()
    ]
    pathway = Pathway.objects.get(slug=pathway_slug)
    review.put_forward(pathway=pathway, title=TITLE, rows=rows, by=by, clock=at(timeline.day(-2, _EVENING)))


def practise(timeline: Timeline, people: Mapping[str, User], *, by: User) -> None:
    """The certified candidate agrees that reviewers practise on their application, and two have."""
    case = Case.objects.select_related("enrolment__person").get(state=Case.State.APPROVED)
    assert case.enrolment.person is not None
    agreed = at(timeline.day(-20, _EVENING))
    review.let_practise(case_id=case.pk, by=case.enrolment.person, clock=agreed)
    (round_,) = queries.to_make(by, at=agreed())
    words = queries.draft_of(round_)
    made = exercises.make(
        round_id=round_.pk, title=EXERCISE, words=words, read=True, by=by, clock=at(timeline.day(-19, _EVENING))
    )
    for person, decision, reason in PRACTISED:
        moment = timeline.day(-15, _EVENING)
        exercises.decide(
            exercise_id=made.pk, decision=Vote(decision), reason=reason, by=people[person], clock=at(moment)
        )
