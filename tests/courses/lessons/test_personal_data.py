"""What lessons hold about somebody is theirs to take along, and gone when they go."""

import pytest

from courses.lessons import actions, personal_data
from courses.lessons.models import LessonCompletion, PromptAnswer
from lms.people.models import User
from tests import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    enrolment = scenes.an_enrolment()
    assert enrolment.person is not None
    clock = scenes.at(scenes.NOW)
    actions.complete(enrolment=enrolment, lesson_key=scenes.key("listening"), by=enrolment.person, clock=clock)
    actions.save_prompt_answer(prompt="p-1", words="A window.", by=enrolment.person, clock=clock)
    return enrolment.person


def test_a_download_holds_what_was_completed_and_what_was_written(reader: User) -> None:
    assert personal_data.export(reader) == {
        "completed": [{"lesson": scenes.key("listening"), "at": scenes.NOW.isoformat()}],
        "checks": [],
        "written_for_yourself": [{"prompt": "p-1", "words": "A window."}],
    }


def test_erasing_leaves_nothing(reader: User) -> None:
    personal_data.erase(reader)

    assert (LessonCompletion.objects.count(), PromptAnswer.objects.count()) == (0, 0)
