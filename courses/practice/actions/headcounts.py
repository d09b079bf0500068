"""How many people took part, as an observer counted them."""

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions import feedback
from courses.practice.models import Dialogue
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def note(*, dialogue_id: int, people: int, by: User, clock: Clock = timezone.now) -> Dialogue:
    """Note how many took part, leads and observers not counted; the last note stands. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at = clock()
    decision = rules.decide_headcount(
        observes=queries.observes(dialogue, by),
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        plausible=0 <= people <= rules.MOST_PEOPLE,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.headcount, dialogue.headcount_by = people, by
    dialogue.save(update_fields=["headcount", "headcount_by"])
    feedback.follow_headcount(dialogue, at=at)
    return dialogue
