"""What readers write beside their lessons: answers to reflection prompts, notes; and where they are."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.lessons.actions import readers
from courses.lessons.models import LastOpened, LessonNote, PromptAnswer
from courses.lessons.queries.pages import body_of
from courses.lessons.rules.lessons import decide_words, prompts
from courses.lessons.rules.reasons import Reason
from courses.lessons.words import WORDS
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def save_prompt_answer(
    *, pathway_slug: str, lesson_key: str, prompt: str, words: str, by: User, clock: Clock = timezone.now
) -> PromptAnswer | None:
    """Keep what somebody wrote at a prompt; no words means that nothing is kept. What is shared stays shared.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    asked = prompts(body_of(found.plan)) if found.plan else {}
    decision = decide_words(known=prompt in asked, words=words)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    if not words.strip():
        PromptAnswer.objects.filter(person=by, prompt=prompt).delete()
        return None
    kept = {"lesson_key": lesson_key, "question": asked[prompt], "words": words.strip(), "saved_at": found.at}
    answer, _made = PromptAnswer.objects.update_or_create(person=by, prompt=prompt, defaults=kept)
    return answer


@transaction.atomic
def share_prompt_answer(
    *, pathway_slug: str, lesson_key: str, prompt: str, by: User, clock: Clock = timezone.now
) -> PromptAnswer:
    """Let the core group read what one wrote at a prompt, until one takes it back. Raises ``Refused``."""
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    asked = prompts(body_of(found.plan)) if found.plan else {}
    answer = PromptAnswer.objects.filter(person=by, prompt=prompt).first()
    if answer is None or prompt not in asked:
        raise Refused((Reason.NOTHING_TO_SHARE,), WORDS)
    if answer.shared_at is None:
        answer.lesson_key, answer.question, answer.shared_at = UUID(lesson_key), asked[prompt], found.at
        answer.save(update_fields=["lesson_key", "question", "shared_at"])
    return answer


@transaction.atomic
def keep_prompt_answer_private(
    *, pathway_slug: str, lesson_key: str, prompt: str, by: User, clock: Clock = timezone.now
) -> None:
    """Take back what one shares; from then on nobody else reads it."""
    readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    PromptAnswer.objects.filter(person=by, prompt=prompt).update(shared_at=None)


@transaction.atomic
def save_note(
    *, pathway_slug: str, lesson_key: str, words: str, revision: int, by: User, clock: Clock = timezone.now
) -> LessonNote:
    """Keep one's notes on a lesson. ``revision`` is what was on the page: what another window wrote stays.

    Raises ``Enrolment.DoesNotExist`` and ``Refused``.
    """
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    if found.plan is None:
        raise Refused((Reason.NO_SUCH_LESSON,), WORDS)
    note = LessonNote.objects.filter(person=by, lesson_key=lesson_key).first()
    note = note or LessonNote(person=by, lesson_key=lesson_key, revision=0)
    if note.words == words.strip() and note.pk:
        return note
    decision = decide_words(known=True, words=words, changed=note.revision != revision)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    note.words, note.revision, note.saved_at = words.strip(), note.revision + 1, found.at
    note.save()
    return note


@transaction.atomic
def open_lesson(*, pathway_slug: str, lesson_key: str, by: User, clock: Clock = timezone.now) -> None:
    """Remember the lesson that somebody has before them. Raises ``Enrolment.DoesNotExist`` and ``Refused``."""
    found = readers.find(pathway_slug=pathway_slug, lesson_key=lesson_key, by=by, clock=clock)
    if found.plan is None:
        raise Refused((Reason.NO_SUCH_LESSON,), WORDS)
    LastOpened.objects.update_or_create(
        person=by,
        pathway_id=found.enrolment.pathway_id,
        defaults={"lesson_key": lesson_key, "opened_at": found.at},
    )
