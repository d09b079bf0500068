"""The lead's own words about a dialogue: kept for themselves, then shared."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.actions.claims import claim_of_reflection
from courses.practice.models import Dialogue, Reflection
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def save(*, dialogue_id: int, answers: Mapping[str, str], by: User, clock: Clock = timezone.now) -> Reflection:
    """Keep the lead's private draft. Raises ``Refused``."""
    return _store(dialogue_id, answers, by=by, clock=clock, words=True)


@transaction.atomic
def share(*, dialogue_id: int, answers: Mapping[str, str], by: User, clock: Clock = timezone.now) -> Reflection:
    """Share a reflection with the core group; from then on it stays as it is. Raises ``Refused``."""
    words = any(answer.strip() for answer in answers.values())
    reflection = _store(dialogue_id, answers, by=by, clock=clock, words=words)
    reflection.shared_at = clock()
    reflection.save(update_fields=["shared_at"])
    ledger.assert_all([(by.pk, claim_of_reflection(reflection))], by=by)
    return reflection


def _store(dialogue_id: int, answers: Mapping[str, str], *, by: User, clock: Clock, words: bool) -> Reflection:
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    draft = Reflection.objects.filter(dialogue=dialogue).first()
    decision = rules.decide_reflection(
        lead=dialogue.enrolment.person_id == by.pk,
        held=dialogue.state == Dialogue.State.HELD,
        shared=draft is not None and draft.shared_at is not None,
        words=words,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    reflection = draft or Reflection(dialogue=dialogue)
    reflection.happened, reflection.felt = answers.get("happened", ""), answers.get("felt", "")
    reflection.otherwise, reflection.learn = answers.get("otherwise", ""), answers.get("learn", "")
    reflection.saved_at = clock()
    reflection.save()
    return reflection
