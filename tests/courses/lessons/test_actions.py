"""What happens when lessons are completed, and thoughts and notes written down."""

import pytest
from django.db import IntegrityError

from courses.lessons.actions import writing
from courses.lessons.models import LessonCompletion, LessonNote, PromptAnswer
from courses.lessons.queries.pages import left_off
from courses.lessons.queries.writing import shared_answers
from courses.lessons.rules.reasons import Reason
from courses.progress.actions import ledger
from courses.progress.models import Enrolment, LedgerEvent, Release
from lms.actions import Refused
from lms.people.models import User
from tests import scenes as road
from tests.courses.lessons import scenes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PLAIN, PROMPT = "listening", "p-1"


@pytest.fixture
def enrolment() -> Enrolment:
    """Somebody with a plain lesson before them, one with a check, and an optional third."""
    checked = scenes.a_lesson("opening", check=scenes.a_check())
    third = scenes.a_lesson("more") | {"required": False}
    _person, enrolment = scenes.a_reader(scenes.a_lesson(PLAIN, prompt=PROMPT), checked, third)
    return enrolment


@pytest.fixture
def reader(enrolment: Enrolment) -> User:
    assert enrolment.person is not None
    return enrolment.person


def is_done(enrolment: Enrolment, name: str) -> bool:
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    state = enrolment.progress.get(f"lesson:{scenes.key(name)}")
    return state is not None and bool(state.value["done"])


def write(reader: User, words: str, *, prompt: str = PROMPT) -> PromptAnswer | None:
    return writing.save_prompt_answer(**scenes.place(PLAIN), prompt=prompt, words=words, by=reader)


def share(reader: User) -> PromptAnswer:
    return writing.share_prompt_answer(**scenes.place(PLAIN), prompt=PROMPT, by=reader, clock=scenes.at(0))


def note(reader: User, words: str, *, revision: int) -> LessonNote:
    return writing.save_note(**scenes.place(PLAIN), words=words, revision=revision, by=reader)


def test_a_completed_lesson_counts_in_the_history(reader: User) -> None:
    scenes.complete(reader, PLAIN)

    event = LedgerEvent.objects.get(subject=f"lesson:{scenes.key(PLAIN)}")
    assert (event.value, event.rank, event.occurred_at, event.actor) == ({"done": True}, 0, scenes.NOW, None)


def test_completing_a_lesson_twice_is_completing_it_once(reader: User) -> None:
    first, second = scenes.complete(reader, PLAIN), scenes.complete(reader, PLAIN)

    assert first == second
    assert LedgerEvent.objects.filter(subject=f"lesson:{scenes.key(PLAIN)}").count() == 1


def test_a_lesson_with_a_check_is_not_completed_by_saying_so(reader: User) -> None:
    with pytest.raises(Refused) as refusal:
        scenes.complete(reader, "opening")

    assert refusal.value.reasons == (Reason.HAS_CHECK,)


def test_nobody_completes_a_lesson_of_a_road_that_is_not_theirs(enrolment: Enrolment) -> None:
    with pytest.raises(Enrolment.DoesNotExist):
        scenes.complete(UserFactory.create(), PLAIN)

    assert not is_done(enrolment, PLAIN)


def test_a_lesson_that_was_taken_back_can_be_completed_anew(enrolment: Enrolment, reader: User) -> None:
    scenes.complete(reader, PLAIN)
    seq = LedgerEvent.objects.get(subject=f"lesson:{scenes.key(PLAIN)}").seq
    ledger.undo(enrolment_id=enrolment.pk, seq=seq, because="The wrong person.", by=road.an_admin())
    assert not is_done(enrolment, PLAIN)

    scenes.complete(reader, PLAIN)

    assert is_done(enrolment, PLAIN)


def test_a_release_between_opening_and_sending_decides_by_the_lesson_as_it_is_now(reader: User) -> None:
    scenes.a_release(scenes.a_lesson("opening"), rule=Release.Rule.MOVE)

    with pytest.raises(Refused) as refusal:
        scenes.complete(reader, PLAIN)

    assert refusal.value.reasons == (Reason.NO_SUCH_LESSON,)


def test_another_training_finds_what_was_read_before_it(reader: User) -> None:
    scenes.complete(reader, PLAIN)
    second = road.an_enrolment(reader, release=scenes.a_release(scenes.a_lesson(PLAIN), slug="second-road"))

    assert is_done(second, PLAIN)


def test_another_training_does_not_find_what_was_taken_back(enrolment: Enrolment, reader: User) -> None:
    scenes.complete(reader, PLAIN)
    ledger.undo(enrolment_id=enrolment.pk, seq=1, because="The wrong person.", by=road.an_admin())

    second = road.an_enrolment(reader, release=scenes.a_release(scenes.a_lesson(PLAIN), slug="second-road"))

    assert not is_done(second, PLAIN)


def test_another_training_finds_what_was_taken_back_and_done_anew(enrolment: Enrolment, reader: User) -> None:
    scenes.complete(reader, PLAIN)
    ledger.undo(enrolment_id=enrolment.pk, seq=1, because="The wrong person.", by=road.an_admin())
    scenes.complete(reader, PLAIN)

    second = road.an_enrolment(reader, release=scenes.a_release(scenes.a_lesson(PLAIN), slug="second-road"))

    assert is_done(second, PLAIN)


def test_a_lesson_that_is_read_counts_on_all_of_ones_roads(reader: User) -> None:
    second = road.an_enrolment(reader, release=scenes.a_release(scenes.a_lesson(PLAIN), slug="second-road"))

    scenes.complete(reader, PLAIN)

    assert is_done(second, PLAIN)


def test_the_database_refuses_a_second_completion(reader: User) -> None:
    row = scenes.complete(reader, PLAIN).completion

    with pytest.raises(IntegrityError, match=r"lesson_completed_once|lessons_lessoncompletion\.person_id"):
        LessonCompletion.objects.bulk_create(
            [LessonCompletion(person=reader, lesson_key=row.lesson_key, version="v", completed_at=scenes.NOW)]
        )


def test_what_somebody_wrote_for_themselves_is_replaced_and_can_be_taken_away(reader: User) -> None:
    write(reader, "First thought.")
    write(reader, "Second thought.")
    assert [row.words for row in PromptAnswer.objects.all()] == ["Second thought."]

    write(reader, "  ")

    assert not PromptAnswer.objects.exists()


def test_nothing_is_kept_of_words_at_a_question_that_is_not_asked(reader: User) -> None:
    with pytest.raises(Refused) as refusal:
        write(reader, "Hm.", prompt="another")

    assert (refusal.value.reasons, PromptAnswer.objects.count()) == ((Reason.NO_SUCH_PROMPT,), 0)


def test_what_somebody_wrote_is_read_by_others_only_while_it_is_shared(reader: User) -> None:
    write(reader, "A window.")
    private = list(shared_answers(reader.pk))
    share(reader)
    shared = [(row.question, row.words, row.shared_at) for row in shared_answers(reader.pk)]
    writing.keep_prompt_answer_private(**scenes.place(PLAIN), prompt=PROMPT, by=reader)

    assert (private, shared) == ([], [("What helps you to arrive?", "A window.", scenes.NOW)])
    assert list(shared_answers(reader.pk)) == []


def test_there_is_nothing_to_share_where_nothing_was_written(reader: User) -> None:
    with pytest.raises(Refused) as refusal:
        share(reader)

    assert refusal.value.reasons == (Reason.NOTHING_TO_SHARE,)


def test_words_that_are_taken_away_are_not_shared_any_more(reader: User) -> None:
    write(reader, "A window.")
    share(reader)
    write(reader, "")

    assert list(shared_answers(reader.pk)) == []


def test_notes_are_saved_over_what_was_seen(reader: User) -> None:
    note(reader, "First.", revision=0)

    assert (note(reader, "Second.", revision=1).words, LessonNote.objects.get().revision) == ("Second.", 2)


def test_notes_of_another_window_are_not_written_over(reader: User) -> None:
    note(reader, "Of the one window.", revision=0)

    with pytest.raises(Refused) as refusal:
        note(reader, "Of the other.", revision=0)

    assert refusal.value.reasons == (Reason.CHANGED_ELSEWHERE,)
    assert LessonNote.objects.get().words == "Of the one window."


def test_the_same_notes_twice_are_saved_once(reader: User) -> None:
    assert [note(reader, "The same.", revision=0).revision for _ in range(2)] == [1, 1]


def test_one_goes_on_at_the_first_required_lesson_that_is_not_done(enrolment: Enrolment, reader: User) -> None:
    scenes.complete(reader, PLAIN)

    plan = left_off(Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk))

    assert plan is not None
    assert plan.key == scenes.key("opening")


def test_one_goes_on_where_one_was_last_if_that_is_not_done(enrolment: Enrolment, reader: User) -> None:
    for name in (PLAIN, "more"):
        writing.open_lesson(**scenes.place(name), by=reader)

    plan = left_off(enrolment)

    assert plan is not None
    assert plan.key == scenes.key("more")


def test_there_is_nowhere_to_go_on_when_all_required_lessons_are_done(enrolment: Enrolment, reader: User) -> None:
    scenes.complete(reader, PLAIN)
    scenes.answer(enrolment, "opening", scenes.right_answers(enrolment, "opening"))

    assert left_off(Enrolment.objects.select_related("syllabus").get(pk=enrolment.pk)) is None
