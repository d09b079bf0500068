"""The evidence as one reader reads it: gathered only where it wasn't drawn before, and found again by all it rests on.

What is kept is what every reader without an own observation to write is shown; nothing of it depends on a vote.
``docs/decisions/0051`` says why it may be kept, and what ends it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.utils import timezone, translation

from certification.review import rules
from certification.review.models import Case, Round
from certification.review.queries.changed import Names, in_words
from certification.review.queries.evidence import progress_of
from certification.review.queries.proof import Proof, program_sentence, proof
from courses.practice import queries as practice
from courses.practice.models import Concern
from courses.progress import engine
from courses.progress.queries.for_staff import names_in
from courses.progress.requirements import RequirementStatus
from courses.progress.unseen import Unseen
from lms.people.models import User
from lms.rows import Question

# A page that is made anew doesn't look back further: another number whenever what is drawn is drawn otherwise.
_VERSION, _KEPT_SECONDS = 1, 600


Behind = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Gist:
    """What the screen says of the evidence in a line or two."""

    held: int
    changed: tuple[str, ...]
    since_before: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One reader before the evidence of one case.

    ``unread``: dialogues that they still write about. ``newest``: of how many dialogues is told what was said.
    """

    case: Case
    now: Round
    before: Round | None
    reader: User
    unread: frozenset[int]
    concerns: Sequence[Concern]
    # What the evidence rests on beside the history.
    behind: Behind
    newest: int | None
    at: datetime

    @classmethod
    def by(
        cls,
        reader: User,
        case: Case,
        rounds: tuple[Round, Round | None],
        behind: Behind,
        *,
        newest: int | None,
        at: datetime,
    ) -> "Reading":
        """No query; some for who observed a dialogue, and where something was said openly.

        ``rounds``: the present one and the one before it; ``behind``: the answer to ``what_is_behind``.
        """
        enrolment, (now, before) = case.enrolment, rounds
        observes, opened = (any(row[place] for row in behind) for place in (0, 1))
        unread = practice.still_to_hand_in(reader).filter(dialogue__enrolment=enrolment) if observes else None
        return cls(
            case,
            now,
            before,
            reader,
            frozenset(unread.values_list("dialogue", flat=True)) if unread is not None else frozenset(),
            practice.open_concerns_about([enrolment.pk]) if opened else (),
            # Whether this reader observes says nothing of the evidence.
            [row[1:] for row in behind],
            newest,
            at,
        )

    @cached_property
    def statuses(self) -> list[RequirementStatus]:
        """How requirements stand; an average of what others scored in an unread dialogue would tell of it, too."""
        enrolment = self.case.enrolment
        unseen = Unseen({enrolment.pk: tuple(map(practice.seen_in, self.unread))})
        return list(engine.evaluate(enrolment.syllabus.plan, unseen.left_of(enrolment), at=self.at))

    @property
    def met(self) -> int:
        return sum(status.met for status in self.statuses)

    @cached_property
    def proof(self) -> Proof:
        """At most twelve queries, and none where all of it was drawn before."""
        return proof(
            self.case.enrolment,
            self.statuses,
            reader=self.reader,
            unread=self.unread,
            newest=self.newest,
            program=self._program,
            at=self.at,
        )

    @cached_property
    def gist(self) -> Gist:
        """Kept like what is drawn."""
        name = f"review.gist.{self.kept_as}"
        found: Gist | None = cache.get(name) if self.kept_as else None
        if found is None:
            found = self._gist()
            if self.kept_as:
                cache.set(name, found, _KEPT_SECONDS)
        return found

    @property
    def seconds(self) -> int:
        """How long what is drawn may be kept: not at all where there is nothing to find it by."""
        return _KEPT_SECONDS if self.kept_as else 0

    @cached_property
    def kept_as(self) -> str:
        """By what the drawn evidence is found again: a hash of all that it rests on, and of how it is read.

        Nothing for who still writes about a dialogue, nor beside a concern: these are drawn anew each time.
        """
        if self.unread or self.concerns:
            return ""
        enrolment = self.case.enrolment
        rests_on = (
            (_VERSION, self.case.pk, [row.evidence_digest for row in self._rounds], self.newest),
            (
                enrolment.person_id,
                enrolment.syllabus.digest,
                enrolment.last_hash,
                *map(_how, self.statuses),
                self._program,
            ),
            (translation.get_language(), timezone.get_current_timezone_name(), timezone.localdate(self.at)),
            self.behind,
        )
        return hashlib.sha256(repr(rests_on).encode()).hexdigest()

    @cached_property
    def _program(self) -> str:
        return program_sentence(self.case.enrolment, self.reader)

    def _gist(self) -> Gist:
        enrolment, held = self.case.enrolment, self.proof.held
        if self.unread:
            # What others saw in a dialogue that the reader still writes about would stand among the differences.
            return Gist(len(held), (), ())
        frozen = dict(Round.objects.filter(pk__in=[row.pk for row in self._rounds]).values_list("pk", "evidence"))
        now = frozen[self.now.pk]
        names = Names(names_in(enrolment.syllabus.plan), {row.dialogue.pk: row.dialogue.topic for row in held})
        changed = rules.changes(now, progress_of(enrolment, at=self.at) | _as_frozen(now))
        since = rules.changes(frozen[self.before.pk], now) if self.before else []
        return Gist(len(held), tuple(in_words(changed, names)), tuple(in_words(since, names)))

    @property
    def _rounds(self) -> list[Round]:
        return [self.now, self.before] if self.before else [self.now]


def what_is_behind(reader: User, case: Case) -> Question[Behind]:
    """Asks for all that the drawn evidence rests on beside the history."""
    enrolment = case.enrolment
    about = {"enrolment": enrolment.pk, "person": enrolment.person_id, "reader": reader.pk}
    return Question(_BEHIND, about, list)


def _how(status: RequirementStatus) -> tuple[Any, ...]:
    """What time alone may change of how a requirement stands."""
    parts = tuple(map(_how, status.parts))
    return status.met, status.waived, status.credited, status.have, status.events, parts


def _as_frozen(evidence: Mapping[str, Any]) -> dict[str, object]:
    """Parts that aren't compared here, as they were."""
    return {part: evidence.get(part, []) for part in ("observations", "attendance", "reflections")}


# Each row that the drawn evidence tells of and that may change without the history: with what may change in it, or
# with what changes with it. Observations and their words are only ever added, until the lead is erased. One trip: of
# dialogues first, whether this reader observes and whether something was said openly; then of sessions, and of people.
_BEHIND = """
SELECT EXISTS (SELECT 1 FROM practice_pairing
        WHERE dialogue_id = dialogue.id AND person_id = %(reader)s AND state = 'accepted' AND part = 'observer'),
    EXISTS (SELECT 1 FROM practice_concern WHERE dialogue_id = dialogue.id AND opened_at IS NOT NULL),
    'dialogue' AS kind, dialogue.id AS id, dialogue.topic, dialogue.aim, dialogue.state, dialogue.starts_at,
    reflection.saved_at, reflection.shared_at, reflection.with_core_group, feedback.answered,
    (SELECT count(*) FROM practice_answer WHERE round_id = feedback.id AND words = 'shown'),
    (SELECT count(*) FROM practice_observation WHERE dialogue_id = dialogue.id),
    (SELECT max(id) FROM practice_observation WHERE dialogue_id = dialogue.id)
FROM practice_dialogue AS dialogue
LEFT JOIN practice_reflection AS reflection ON reflection.dialogue_id = dialogue.id
LEFT JOIN practice_feedbackround AS feedback ON feedback.dialogue_id = dialogue.id
WHERE dialogue.enrolment_id = %(enrolment)s
UNION ALL SELECT NULL, NULL, 'session', mark.id, slot.title, NULL, slot.state, slot.starts_at,
    mark.undone_at, NULL, NULL, NULL, slot.closed_by_id, NULL, NULL
FROM slots_attendancemark AS mark JOIN slots_slot AS slot ON slot.id = mark.slot_id WHERE mark.person_id = %(person)s
UNION ALL SELECT NULL, NULL, 'person', person.id, person.display_name, NULL, NULL, person.erased_at,
    (SELECT max(taken_at) FROM practice_calibration WHERE person_id = person.id AND qualified), NULL, NULL, NULL,
    (SELECT count(*) FROM practice_foundingmember
        WHERE person_id = person.id AND part = 'observer' AND withdrawn_at IS NULL), NULL, NULL
FROM people_user AS person WHERE person.id IN (
    SELECT observer_id FROM practice_observation AS seen JOIN practice_dialogue AS dialogue
        ON dialogue.id = seen.dialogue_id WHERE dialogue.enrolment_id = %(enrolment)s
    UNION SELECT actor_id FROM progress_ledgerevent WHERE enrolment_id = %(enrolment)s
    UNION SELECT marked_by_id FROM slots_attendancemark WHERE person_id = %(person)s
)
ORDER BY kind, id
"""
