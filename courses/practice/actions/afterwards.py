"""What follows a dialogue: the observer's observation and the lead's reflection."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from courses.practice import rules
from courses.practice.actions.claims import claim_of_observation, claim_of_reflection
from courses.practice.models import Assignment, Dialogue, Observation, Reflection
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What an observer wrote: a level or ``None`` (not observed) per competency, evidence, and words."""

    scores: Mapping[str, int | None] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    one_thing: str = ""
    readiness: str = ""

    @property
    def has_words(self) -> bool:
        return all(words.strip() for words in (self.strengths, self.one_thing, self.readiness))


@transaction.atomic
def save_observation(*, dialogue_id: int, notes: Notes, by: User, clock: Clock = timezone.now) -> Observation:
    """Keep an observer's draft. Raises ``Refused``."""
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    draft = Observation.objects.filter(dialogue=dialogue, observer=by).first()
    decision = rules.decide_saving(
        assigned=Assignment.objects.filter(dialogue=dialogue, observer=by).exists(),
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        handed_in=draft is not None and draft.submitted_at is not None,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    draft = draft or Observation(dialogue=dialogue, observer=by)
    draft.syllabus_id = dialogue.enrolment.syllabus_id
    draft.scores, draft.evidence = dict(notes.scores), dict(notes.evidence)
    draft.strengths, draft.one_thing, draft.readiness = notes.strengths, notes.one_thing, notes.readiness
    draft.saved_at = clock()
    draft.save()
    return draft


@transaction.atomic
def hand_in_observation(*, dialogue_id: int, notes: Notes, by: User, clock: Clock = timezone.now) -> Observation:
    """Hand in an observation; from then on it stays as it is. Raises ``Refused``."""
    draft = save_observation(dialogue_id=dialogue_id, notes=notes, by=by, clock=clock)
    dialogue = draft.dialogue
    decision = rules.decide_handing_in(
        held=dialogue.state == Dialogue.State.HELD,
        competencies=[row["key"] for row in draft.syllabus.document["rubric"]["competencies"]],
        scores=notes.scores,
        evidence=notes.evidence,
        words=notes.has_words,
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    draft.submitted_at = clock()
    draft.save(update_fields=["submitted_at"])
    lead = dialogue.enrolment.person
    if lead is not None:
        ledger.assert_all([(lead.pk, claim_of_observation(draft))], by=by)
        context = {"dialogue": dialogue.pk, "topic": dialogue.topic}
        mail.queue("observation_in", to=lead, cause=f"observation_in:{draft.pk}", context=context)
    return draft


@transaction.atomic
def save_reflection(
    *, dialogue_id: int, answers: Mapping[str, str], by: User, clock: Clock = timezone.now
) -> Reflection:
    """Keep the lead's private draft. Raises ``Refused``."""
    return _store_reflection(dialogue_id, answers, by=by, clock=clock, words=True)


@transaction.atomic
def share_reflection(
    *, dialogue_id: int, answers: Mapping[str, str], by: User, clock: Clock = timezone.now
) -> Reflection:
    """Share a reflection with the core group; from then on it stays as it is. Raises ``Refused``."""
    words = any(answer.strip() for answer in answers.values())
    reflection = _store_reflection(dialogue_id, answers, by=by, clock=clock, words=words)
    reflection.shared_at = clock()
    reflection.save(update_fields=["shared_at"])
    ledger.assert_all([(by.pk, claim_of_reflection(reflection))], by=by)
    return reflection


def _store_reflection(
    dialogue_id: int, answers: Mapping[str, str], *, by: User, clock: Clock, words: bool
) -> Reflection:
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
