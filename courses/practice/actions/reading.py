"""Reading participants' words for names, before those who led see them."""

from uuid import UUID

from django.db import transaction

from courses.practice import queries, rules
from courses.practice.models import Answer
from courses.practice.words import WORDS
from lms.actions import Refused
from lms.audit import actions as audit
from lms.people.models import User


@transaction.atomic
def show(*, answer_id: UUID, by: User) -> Answer:
    """Let words be seen as they are. Raises ``Refused``."""
    return _read(answer_id, Answer.Words.SHOWN, by=by)


@transaction.atomic
def withhold(*, answer_id: UUID, by: User) -> Answer:
    """Keep words back: they would tell who wrote them, or hurt somebody. Raises ``Refused``."""
    return _read(answer_id, Answer.Words.WITHHELD, by=by)


@transaction.atomic
def shorten(*, answer_id: UUID, words: str, by: User) -> Answer:
    """Let words be seen without what tells who is meant; what was taken out is kept nowhere. Raises ``Refused``."""
    return _read(answer_id, Answer.Words.SHOWN, by=by, shortened=words.strip())


def _read(answer_id: UUID, outcome: Answer.Words, *, by: User, shortened: str | None = None) -> Answer:
    rows = Answer.objects.select_for_update(of=("self",), no_key=True)
    answer = rows.select_related("round__dialogue__enrolment").get(pk=answer_id)
    decision = rules.decide_reading(
        independent=queries.may_read(answer.round, by),
        unread=answer.words == Answer.Words.UNREAD,
        only_less=shortened is None or rules.says_only_less(shortened, answer.wish),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    answer.words, answer.read_by = outcome, by
    answer.wish = answer.wish if shortened is None else shortened
    answer.save(update_fields=["words", "read_by", "wish"])
    audit.record("practice.read_words", about=answer.round.dialogue, by=by, data={"words": outcome.value})
    return answer
