"""The lead's own words about a dialogue: kept for themselves, then shared with the readers whom they name."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_reflection
from courses.practice.actions.letters import something_to_read
from courses.practice.models import Dialogue, Reflection
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.people.models import User

_NOTHING: Mapping[str, int | None] = {}


@transaction.atomic
def save(
    *,
    dialogue_id: int,
    answers: Mapping[str, str],
    by: User,
    stages: Mapping[str, str] | None = None,
    scores: Mapping[str, int | None] = _NOTHING,
    seen: datetime | None = None,
    clock: Clock = timezone.now,
) -> Reflection:
    """Keep the lead's private draft, on top of what they saw saved at ``seen``, if they say so. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    draft = Reflection.objects.filter(dialogue=dialogue).first()
    decision = rules.decide_reflection(
        lead=dialogue.enrolment.person_id == by.pk,
        held=dialogue.state == Dialogue.State.HELD,
        shared=draft is not None and draft.shared_at is not None,
        words=True,
        current=draft is None or seen is None or draft.saved_at == seen,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    reflection = draft or Reflection(dialogue=dialogue)
    reflection.happened, reflection.felt = answers.get("happened", ""), answers.get("felt", "")
    reflection.otherwise, reflection.learn = answers.get("otherwise", ""), answers.get("learn", "")
    reflection.stages = {stage: words for stage, words in (stages or {}).items() if words.strip()}
    reflection.scores = dict(scores)
    reflection.saved_at = clock()
    reflection.save()
    return reflection


@transaction.atomic
def share(
    *,
    dialogue_id: int,
    by: User,
    with_core_group: bool = True,
    readers: Sequence[User] = (),
    clock: Clock = timezone.now,
) -> Reflection:
    """Share a reflection with the core group, with people who had a part, or with more of them than before.

    From the first sharing on its words stay as they are, and nobody who reads it is taken off. Raises ``Refused``.
    """
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    reflection = Reflection.objects.filter(dialogue=dialogue).first() or Reflection(dialogue=dialogue)
    named = {row.pk for row in reflection.readers.all()} if reflection.pk else set()
    new = [reader for reader in readers if reader.pk not in named]
    widens = with_core_group and not reflection.is_with_core_group
    decision = rules.decide_sharing(
        lead=dialogue.enrolment.person_id == by.pk,
        words=_has_words(reflection),
        adds=widens or bool(new),
        known=not new or {reader.pk for reader in new} <= {row.pk for row in queries.possible_readers(dialogue)},
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    at = clock()
    reflection.with_core_group = with_core_group or reflection.is_with_core_group
    reflection.shared_at = at if widens or reflection.shared_at is None else reflection.shared_at
    reflection.save(update_fields=["with_core_group", "shared_at"])
    reflection.readers.add(*new)
    _tell(reflection, new, counts=widens, by=by)
    return reflection


def _tell(reflection: Reflection, new: Sequence[User], *, counts: bool, by: User) -> None:
    """Let it count once the core group may read it, and write to those who were named."""
    if counts:
        ledger.assert_all([(by.pk, claim_of_reflection(reflection))], by=by)
    page = reverse("practice:reflection", args=[reflection.dialogue_id])
    for reader in new:
        something_to_read(to=reader, path=page, cause=f"reflection/{reflection.pk}")


def _has_words(reflection: Reflection) -> bool:
    told = (reflection.happened, reflection.felt, reflection.otherwise, reflection.learn, *reflection.stages.values())
    return any(words.strip() for words in told)
