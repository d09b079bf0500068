"""What lessons hold about somebody is theirs to take along, and gone when they go."""

import pytest
from django.apps import apps

from courses.lessons import personal_data
from courses.lessons.actions import granting, writing
from courses.lessons.models import CheckAttempt
from courses.progress.models import Enrolment
from lms.people.models import User
from tests import scenes as road
from tests.courses.lessons import scenes

pytestmark = pytest.mark.django_db

PLAIN, CHECKED = "listening", "opening"


@pytest.fixture
def reader() -> User:
    checked = scenes.a_lesson(CHECKED, check=scenes.a_check(tries=1))
    person, enrolment = scenes.a_reader(scenes.a_lesson(PLAIN, minimum=1, prompt="p-1"), checked)
    place, clock = scenes.place(PLAIN), scenes.at(0)
    scenes.read(person, PLAIN, minutes=1)
    scenes.complete(person, PLAIN)
    scenes.answer(enrolment, CHECKED, scenes.wrong_answers(enrolment, CHECKED))
    writing.save_prompt_answer(**place, prompt="p-1", words="A window.", by=person, clock=clock)
    writing.share_prompt_answer(**place, prompt="p-1", by=person, clock=clock)
    writing.save_note(**place, words="Mine.", revision=0, by=person, clock=clock)
    writing.open_lesson(**place, by=person, clock=clock)
    _grant(enrolment)
    return person


def _grant(enrolment: Enrolment) -> None:
    pk, admin, clock = enrolment.pk, road.an_admin(), scenes.at(0)
    key = scenes.key(CHECKED)
    granting.give_another_try(enrolment_id=pk, lesson_key=key, because="A hard week.", by=admin, clock=clock)
    granting.let_read_untimed(enrolment_id=pk, because="As agreed.", by=admin, clock=clock)


def test_a_download_holds_all_that_is_kept(reader: User) -> None:
    now, plain, checked = scenes.NOW.isoformat(), scenes.key(PLAIN), scenes.key(CHECKED)
    question, answers = "What helps you to arrive?", CheckAttempt.objects.get().answers

    assert personal_data.export(reader) == {
        "completed": [{"lesson": plain, "at": now}],
        "checks": [{"lesson": checked, "answers": answers, "percent": 0, "at": now}],
        "written_for_yourself": [{"prompt": "p-1", "question": question, "words": "A window.", "shared": now}],
        "notes": [{"lesson": plain, "words": "Mine.", "at": now}],
        "reading_time": [
            {"lesson": plain, "from": now, "to": "2026-10-01T15:01:00+00:00", "seconds": 60},
        ],
        "last_opened": [{"lesson": plain, "at": now}],
        "granted_to_you": [
            {"what": "one more try", "lesson": checked, "because": "A hard week.", "at": now},
            {"what": "reading without the clock", "because": "As agreed.", "at": now, "until": None},
        ],
    }


def test_erasing_leaves_nothing(reader: User) -> None:
    personal_data.erase(reader)

    models = apps.get_app_config("lessons").get_models()
    assert [model.__name__ for model in models if model._default_manager.exists()] == []
