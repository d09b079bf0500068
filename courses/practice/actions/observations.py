"""What observers write: a draft that is kept as they go, then an observation that stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_observation
from courses.practice.models import Dialogue, Observation, ObservationDraft, ObservationWords
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.mail import actions as mail
from lms.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
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
def save_draft(
    *,
    dialogue_id: int,
    written: Written,
    by: User,
    seen: int = 0,
    key: UUID | None = None,
    clock: Clock = timezone.now,
) -> ObservationDraft:
    """Keep an observer's draft on top of the revision that they saw; 0: none yet. The same key twice changes nothing.

    Raises ``Refused``.
    """
    dialogue = Dialogue.objects.locked().select_related("enrolment").get(pk=dialogue_id)
    at, key = clock(), key or uuid4()
    handed_in = Observation.objects.filter(dialogue=dialogue, observer=by).exists()
    draft = _draft_to_go_on(dialogue, by=by, seen=seen, key=key, handed_in=handed_in)
    if draft is not None and draft.saved_key == key:
        return draft
    draft = draft or ObservationDraft(dialogue=dialogue, observer=by, revision=0)
    draft.scores, draft.evidence = dict(written.scores), dict(written.evidence)
    draft.strengths, draft.one_thing, draft.readiness = written.strengths, written.one_thing, written.readiness
    draft.revision, draft.saved_key, draft.saved_at = draft.revision + 1, key, at
    draft.save()
    return draft


@transaction.atomic
def hand_in(
    *,
    dialogue_id: int,
    written: Written,
    by: User,
    seen: int = 0,
    key: UUID | None = None,
    clock: Clock = timezone.now,
) -> Observation:
    """Hand in an observation; from then on it stays as it is. Handing in the same again changes nothing.

    Raises ``Refused``.
    """
    dialogue = _locked(dialogue_id)
    at = clock()
    known = _handed_in(dialogue, by)
    if known and any(_says(row) == written for row in known):
        return known[-1]
    draft = _draft_to_go_on(dialogue, by=by, seen=seen, key=key, handed_in=bool(known))
    syllabus = dialogue.enrolment.syllabus
    _check_whole(dialogue, written, rubric=syllabus.document["rubric"])
    observation = _keep(Observation(dialogue=dialogue, observer=by, syllabus=syllabus), written, at=at)
    if draft is not None:
        draft.delete()
    _announce(observation, "observation_in", by=by)
    return observation


@transaction.atomic
def amend(
    *, dialogue_id: int, written: Written, because: str, seen: int, by: User, clock: Clock = timezone.now
) -> Observation:
    """Say in a new version what has to be said differently, and why; the one before stays to be read.

    ``seen`` is the version that was looked at. The same words again change nothing. Raises ``Refused``.
    """
    dialogue = _locked(dialogue_id)
    at = clock()
    versions = _handed_in(dialogue, by)
    last = versions[-1] if versions else None
    if last is not None and last.version > seen and _says(last) == written and last.words.because == because.strip():
        return last
    decision = rules.decide_amending(
        handed_in=last is not None,
        current=last is not None and last.version == seen,
        because=bool(because.strip()),
        differs=last is None or _says(last) != written,
    )
    if decision.refused or last is None:
        raise Refused(decision.because, WORDS)
    _check_whole(dialogue, written, rubric=last.syllabus.document["rubric"])
    following = Observation(dialogue=dialogue, observer=by, syllabus=last.syllabus, version=last.version + 1)
    observation = _keep(following, written, at=at, because=because.strip())
    _announce(observation, "observation_amended", by=by)
    return observation


def _locked(dialogue_id: int) -> Dialogue:
    rows = Dialogue.objects.locked().select_related("enrolment__syllabus", "enrolment__person")
    return rows.get(pk=dialogue_id)


def _handed_in(dialogue: Dialogue, by: User) -> list[Observation]:
    """All versions of an observer's, the standing one last."""
    rows = Observation.objects.filter(dialogue=dialogue, observer=by).select_related("words", "syllabus")
    return list(rows.order_by("version"))


def _says(row: Observation) -> Written:
    return Written(
        scores=row.scores,
        evidence=row.evidence,
        strengths=row.strengths,
        one_thing=row.one_thing,
        readiness=row.readiness,
    )


def _check_whole(dialogue: Dialogue, written: Written, *, rubric: Mapping[str, Any]) -> None:
    decision = rules.decide_handing_in(
        held=dialogue.state == Dialogue.State.HELD,
        competencies=[row["key"] for row in rubric["competencies"]],
        scores=written.scores,
        evidence=written.evidence,
        words=written.has_words,
        words_below=rubric.get("words_below", rules.WORDS_NEEDED_BELOW),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)


def _draft_to_go_on(
    dialogue: Dialogue, *, by: User, seen: int, key: UUID | None, handed_in: bool
) -> ObservationDraft | None:
    """The draft that somebody may go on writing, if there is one: as they saw it, or as this sending has saved it."""
    draft = ObservationDraft.objects.filter(dialogue=dialogue, observer=by).first()
    if draft is not None and draft.saved_key == key:
        return draft
    decision = rules.decide_saving(
        observes=queries.observes(dialogue, by),
        begun=dialogue.state in (Dialogue.State.RUNNING, Dialogue.State.HELD),
        handed_in=handed_in,
        current=seen == (draft.revision if draft else 0),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    return draft


def _keep(observation: Observation, written: Written, *, at: datetime, because: str = "") -> Observation:
    """Write one version and its words."""
    observation.scores, observation.readiness = dict(written.scores), written.readiness
    observation.submitted_at = at
    observation.advisory = queries.is_only_advice(observation.observer_id, observation.syllabus, at=at)
    observation.save(force_insert=True)
    ObservationWords.objects.create(
        observation=observation,
        strengths=written.strengths,
        one_thing=written.one_thing,
        evidence=dict(written.evidence),
        because=because,
    )
    return observation


def _announce(observation: Observation, template: str, *, by: User) -> None:
    """Say in the lead's ledger what counts now, and tell them."""
    dialogue = observation.dialogue
    lead = dialogue.enrolment.person
    if lead is not None:
        ledger.assert_all([(lead.pk, claim_of_observation(observation))], by=by)
        context = {"dialogue": dialogue.pk, "topic": dialogue.topic}
        mail.queue(template, to=lead, cause=f"{template}:{observation.pk}", context=context)
